import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { types } from 'node:util';
import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';
import { ConfigurationError, parseWebhooks, type Webhooks } from '../core/index.ts';
import { buildProblems } from './build-problems.ts';
import { kitModules } from './kit-modules.ts';

/**
 * Reads a configuration from a module that exports `webhooks`, or from a JSON file.
 * @throws {ConfigurationError} with everything that is wrong
 */
export function loadConfiguration(file: string): Webhooks {
  if (!existsSync(file)) throw new ConfigurationError(['there is no such file'], file);
  try {
    if (file.endsWith('.json')) return parseWebhooks(JSON.parse(readFileSync(file, 'utf8')));
    const { webhooks } = run(resolve(file));
    if (isWebhooks(webhooks)) return webhooks;
  } catch (error) {
    throw new ConfigurationError(problemsIn(error), file, { cause: error });
  }
  throw new ConfigurationError(['it has to say: export const webhooks = defineWebhooks({ … })'], file);
}

/** A module is bundled and run, as the verifier's is: a construct cannot wait for an import. */
function run(file: string): { readonly webhooks?: unknown } {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    alias: { ...kitModules },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  const module = { exports: {} };
  const body = compileFunction(outputFiles[0]?.text ?? '', ['module', 'exports', 'require'], { filename: file });
  body(module, module.exports, createRequire(file));
  return module.exports;
}

const isWebhooks = (value: unknown): value is Webhooks =>
  typeof value === 'object' && value !== null && 'sources' in value && 'processors' in value;

function problemsIn(error: unknown): readonly string[] {
  // The bundle throws an error class of its own: it is told by its shape.
  if (hasProblems(error)) return error.problems;
  return buildProblems(error) ?? [types.isNativeError(error) ? error.message : String(error)];
}

const hasProblems = (error: unknown): error is Pick<ConfigurationError, 'problems'> =>
  typeof error === 'object' && error !== null && 'problems' in error && Array.isArray(error.problems);
