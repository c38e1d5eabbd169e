import { rmSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { type Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync, type Metafile } from 'esbuild';
import {
  ADDRESSES_MODULE,
  BUNDLE_FILE,
  type BundleRecipe,
  bundleOptions,
  CONFIGURATION_MODULE,
  LEAN_SDK,
  PROVIDERS_MODULE,
} from '../core/bundle.ts';
import { ConfigurationError } from '../core/index.ts';
import { buildProblems } from './build-problems.ts';
import type { Configuration } from './configuration.ts';
import { kitFile } from './kit-file.ts';
import { kitModules } from './kit-modules.ts';
import { projectPath } from './project-path.ts';
import { writeAddresses } from './write-addresses.ts';
import { writeProviders } from './write-providers.ts';

/** The code of a function. */
export interface HandlerBundle {
  readonly code: Code;
  /** How to make the code again. @default - nothing was bundled */
  readonly recipe?: BundleRecipe;
}

/** What a handler's code is. */
const CODE = "a function's code";

/**
 * Bundles the handlers of a stack, all in one go: esbuild then starts once and reads each file once.
 * @param modules - the module of each handler, by a name that is fit for a directory
 * @param configuration - what handlers get when they import `#webhooks`, and the providers that are bundled along
 * @returns a function from a handler's name to its bundle
 * @throws {ConfigurationError} when a module cannot be bundled, or exports no handler
 */
export function bundleHandlers(
  stack: Stack,
  modules: Readonly<Record<string, string>>,
  configuration: Pick<Configuration, 'file' | 'webhooks'>,
): (name: string) => HandlerBundle {
  if (!stack.bundlingRequired) return () => ({ code: Code.fromInline('// Not bundled.') });

  const directory = join(Stage.of(stack)?.outdir ?? 'cdk.out', 'bundles', stack.artifactId);
  // Beside the code and not in it: the local run bundles with it again.
  const providers = writeProviders(configuration.webhooks, `${directory}.providers.ts`);
  const addresses = writeAddresses(configuration.webhooks, `${directory}.addresses.ts`);
  const alias = aliases({
    [CONFIGURATION_MODULE]: resolve(configuration.file),
    [PROVIDERS_MODULE]: providers,
    [ADDRESSES_MODULE]: addresses,
  });
  refuseWithoutHandler(modules, directory, build(modules, alias, directory));
  return (name) => {
    const entry = modules[name];
    if (entry === undefined) throw new Error(`no handler "${name}" was bundled`);
    return { code: Code.fromAsset(join(directory, name)), recipe: { entry: projectPath(entry), alias } };
  };
}

/** What takes the place of which module, in every function. */
function aliases(configured: Readonly<Record<string, string>>): BundleRecipe['alias'] {
  const lean = Object.entries(LEAN_SDK).map(([module, path]) => [module, kitFile(path)] as const);
  const files = [...lean, ...Object.entries(kitModules), ...Object.entries(configured)];
  return Object.fromEntries(files.map(([module, file]) => [module, projectPath(file)]));
}

function build(modules: Readonly<Record<string, string>>, alias: BundleRecipe['alias'], directory: string): Metafile {
  const { mainFields, conditions, ...options } = bundleOptions({ entry: '', alias });
  const { name, ext } = parse(BUNDLE_FILE);
  // What an earlier synth left would become part of the code.
  rmSync(directory, { recursive: true, force: true });
  try {
    return buildSync({
      ...options,
      mainFields: [...mainFields],
      conditions: [...conditions],
      entryPoints: Object.entries(modules).map(([handler, module]) => ({ in: module, out: `${handler}/${name}` })),
      outdir: directory,
      outExtension: { '.js': ext },
      metafile: true,
    }).metafile;
  } catch (error) {
    const problems = buildProblems(error);
    throw problems ? new ConfigurationError(problems, CODE, { cause: error }) : error;
  }
}

function refuseWithoutHandler(
  modules: Readonly<Record<string, string>>,
  directory: string,
  { outputs }: Metafile,
): void {
  const bundles = Object.entries(outputs).map(([path, { exports }]) => [resolve(path), exports] as const);
  const exportsOf = new Map(bundles);
  const problems = Object.entries(modules)
    .filter(([name]) => !exportsOf.get(resolve(directory, name, BUNDLE_FILE))?.includes('handler'))
    .map(([, module]) => `${projectPath(module)} exports no "handler"`);
  if (problems.length > 0) throw new ConfigurationError(problems, CODE);
}
