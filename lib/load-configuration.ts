import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';
import { ConfigurationError, parseWebhooks, type Webhooks } from '../core/index.ts';
import { buildProblems } from './build-problems.ts';

/**
 * Reads a configuration from a module that exports `webhooks`, or from a JSON file.
 * @throws {ConfigurationError} with everything that is wrong
 */
export function loadConfiguration(file: string): Webhooks {
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

/** The bundle has a `ConfigurationError` of its own, which is told by its name. */
function problemsIn(error: unknown): readonly string[] {
  if (error instanceof ConfigurationError) return error.problems;
  if (!(error instanceof Error)) return [String(error)];
  if ('problems' in error && Array.isArray(error.problems)) return error.problems;
  if ('code' in error && error.code === 'ENOENT') return ['there is no such file'];
  return buildProblems(error) ?? [error.message];
}
