import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  try {
    return path.endsWith('.json') ? readJson(path) : await importModule(path);
  } catch (error) {
    throw wrongUse(sentence(error, name));
  }
}

function readJson(path: string): Webhooks {
  const value = parseJson(readFileSync(path, 'utf8'));
  if (value === undefined) throw new ConfigurationError(['it is not JSON']);
  return parseWebhooks(value);
}

async function importModule(path: string): Promise<Webhooks> {
  const module: { readonly webhooks?: unknown } = await import(pathToFileURL(path).href);
  if (isWebhooks(module.webhooks)) return module.webhooks;
  throw new ConfigurationError(['it has to say: export const webhooks = defineWebhooks({ … })']);
}

const isWebhooks = (value: unknown): value is Webhooks =>
  typeof value === 'object' && value !== null && 'sources' in value && 'processors' in value;

/** A configuration may import another copy of the core, so its errors are told by what they carry. */
function sentence(error: unknown, file: string): string {
  if (!(error instanceof Error)) return `${file} does not load: ${error}`;
  if ('problems' in error && Array.isArray(error.problems)) return new ConfigurationError(error.problems, file).message;
  const [first = ''] = error.message.split('\n');
  return `${file} does not load: ${first}`;
}
