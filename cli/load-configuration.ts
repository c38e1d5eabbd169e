import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import type { Message } from 'esbuild';
import { KIT_MODULES, kitPath } from '../core/bundle.ts';
import { parseJson } from '../core/content.ts';
import { ConfigurationError, parseWebhooks, type Webhooks } from '../core/index.ts';
import { wrongUse } from './cli-error.ts';

/** The configuration when none is named. */
export const DEFAULT_CONFIGURATION = 'bin/webhooks.ts';

/**
 * Loads a configuration: a module that exports `webhooks`, or a JSON file.
 * @throws {CliError} when there is none, or it does not load
 */
export async function loadConfiguration(directory: string, file: string = DEFAULT_CONFIGURATION): Promise<Webhooks> {
  const path = resolve(directory, file);
  const name = relative(directory, path).startsWith('..') ? path : relative(directory, path);
  if (!existsSync(path)) throw wrongUse(`there is no configuration ${name}: name another with --config FILE`);
  return parseText(path, readFileSync(path, 'utf8'), name);
}

/**
 * What a configuration would be with this text in its file.
 * @throws {CliError} when it does not load
 */
export const loadConfigurationText = (directory: string, file: string, text: string): Promise<Webhooks> =>
  parseText(resolve(directory, file), text, file);

async function parseText(path: string, text: string, name: string): Promise<Webhooks> {
  try {
    return path.endsWith('.json') ? readJson(text) : await runModule(path, text);
  } catch (error) {
    throw wrongUse(sentence(error, name));
  }
}

function readJson(text: string): Webhooks {
  const value = parseJson(text);
  if (value === undefined) throw new ConfigurationError(['it is not JSON']);
  return parseWebhooks(value);
}

/** The package's exports by the files that they are. */
const kitModules = Object.fromEntries(
  Object.entries(KIT_MODULES).map(([module, source]) => {
    const url = new URL(`../${kitPath(source, import.meta.url)}`, import.meta.url);
    return [module, fileURLToPath(url)];
  }),
);

/** Bundled as for the verifier, so that what loads here loads there, and a changed file is read anew. */
async function runModule(path: string, contents: string): Promise<Webhooks> {
  const { buildSync } = await import('esbuild');
  const { outputFiles } = buildSync({
    stdin: { contents, sourcefile: path, resolveDir: dirname(path), loader: /\.[cm]?ts$/.test(path) ? 'ts' : 'js' },
    alias: kitModules,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  const module: { exports: { readonly webhooks?: unknown } } = { exports: {} };
  const run = compileFunction(outputFiles[0]?.text ?? '', ['module', 'exports', 'require'], { filename: path });
  run(module, module.exports, createRequire(path));
  if (isWebhooks(module.exports.webhooks)) return module.exports.webhooks;
  throw new ConfigurationError(['it has to say: export const webhooks = defineWebhooks({ … })']);
}

const isWebhooks = (value: unknown): value is Webhooks =>
  typeof value === 'object' && value !== null && 'sources' in value && 'processors' in value;

/** The bundle has errors of its own, and esbuild lists several: they are told by what they carry. */
function sentence(error: unknown, file: string): string {
  const { problems, errors, message } = Object(error);
  if (Array.isArray(problems)) return new ConfigurationError(problems, file).message;
  if (Array.isArray(errors)) return `${file} does not load: ${errors.map(buildError).join('; ')}`;
  return `${file} does not load: ${String(message ?? error).split('\n')[0]}`;
}

const buildError = ({ text, location }: Message) =>
  location ? `${text} (${location.file}:${location.line}:${location.column + 1})` : text;
