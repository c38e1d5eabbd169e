import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { wrongUse } from '../cli-error.ts';
import { DEFAULT_CONFIGURATION } from '../load-configuration.ts';

/** How tests are written: with jest's own globals, or with what is imported from one of these. */
export type TestRunner = 'jest' | 'vitest' | 'node:test';

/** Where things are in a project. Every path is as seen from its root. */
export interface ProjectLayout {
  readonly configuration: string;
  readonly isTypeScript: boolean;
  /** The module that `defineProcessor` comes from, as the file of a processor names it. */
  readonly processorModule: string;
  /** The same as a test names it. */
  readonly runtimeModule: string;
  readonly processorFile: (name: string) => string;
  readonly testFile: (name: string) => string;
  /** How a test names the module of a processor. */
  readonly importedBy: (testFile: string, processorFile: string) => string;
  readonly testRunner: TestRunner;
}

/** Where a configuration is looked for: that of this repository first, then those of apps that use the package. */
const USUAL_PLACES = ['bin/webhooks', 'src/webhooks', 'webhooks', 'lib/webhooks', 'infra/webhooks'].flatMap((place) =>
  ['.ts', '.mts', '.js', '.mjs', '.json'].map((extension) => place + extension),
);

/** The configuration of a project, where it is in one of the usual places. */
export const usualConfiguration = (directory: string): string | undefined =>
  USUAL_PLACES.find((place) => existsSync(join(directory, place)));

/**
 * Finds out where a project has its things.
 * @throws {CliError} when there is no configuration
 */
export function projectLayout(directory: string, config: string | undefined): ProjectLayout {
  const configuration = config ?? usualConfiguration(directory);
  if (configuration === undefined)
    throw wrongUse(
      `there is no ${DEFAULT_CONFIGURATION} in ${directory}, nor src/webhooks.ts: name it with --config FILE`,
    );
  if (!existsSync(join(directory, configuration)))
    throw wrongUse(`there is no configuration ${configuration}: name another with --config FILE`);
  const has = (...path: readonly string[]) => existsSync(join(directory, ...path));
  // This repository, or a copy of it: there the runtime's sources are what a processor imports.
  const isKit = has('lambda', 'runtime', 'index.ts');
  const isTypeScript =
    isKit || /\.[cm]?ts$/.test(configuration) || (has('tsconfig.json') && !/\.m?js$/.test(configuration));
  const extension = isTypeScript ? '.ts' : '.js';
  const folder = has('lambda', 'processors') ? 'lambda/processors' : join(dirname(configuration), 'processors');
  const tests = testFolder(has, isKit) ?? folder;
  return {
    configuration,
    isTypeScript,
    processorModule: isKit ? '../runtime/index.ts' : 'breakwater/processor',
    runtimeModule: isKit ? '../../../lambda/runtime/index.ts' : 'breakwater/processor',
    processorFile: (name) => join(folder, name + extension),
    testFile: (name) => join(tests, `${name}.test${extension}`),
    importedBy: (test, processor) => importPath(test, processor, importExtension(directory, extension)),
    testRunner: testRunnerOf(directory),
  };
}

function testFolder(has: (...path: readonly string[]) => boolean, isKit: boolean): string | undefined {
  if (isKit) return 'test/lambda/processors';
  return ['test', 'tests'].find((name) => has(name));
}

function importPath(from: string, to: string, extension: string): string {
  const path = join(relative(dirname(from), dirname(to)), basename(to, extname(to)) + extension);
  return path.startsWith('.') ? path : `./${path}`;
}

/** TypeScript takes its own extension only where it is told to. */
function importExtension(directory: string, extension: string): string {
  const file = join(directory, 'tsconfig.json');
  if (extension === '.js' || !existsSync(file)) return extension;
  return /allowImportingTsExtensions|rewriteRelativeImportExtensions/.test(readFileSync(file, 'utf8')) ? '.ts' : '.js';
}

function testRunnerOf(directory: string): TestRunner {
  const file = join(directory, 'package.json');
  const manifest = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return (['vitest', 'jest'] as const).find((runner) => manifest.includes(`"${runner}":`)) ?? 'node:test';
}
