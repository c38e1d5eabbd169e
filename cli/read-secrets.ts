import { readFileSync } from 'node:fs';
import { parseJson } from '../core/content.ts';
import { wrongUse } from './cli-error.ts';

type Secrets = Readonly<Record<string, readonly string[]>>;

/**
 * Reads the file of `--secrets`: from each source to its secret, or a list of them with the newest first.
 * @throws {CliError} when it is no such file
 */
export function readSecrets(file: string): Secrets {
  const value = parseJson(readText(file));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrongUse(`--secrets ${file} is not a JSON object such as {"stripe":["new","old"]}`);
  return Object.fromEntries(
    Object.entries(value).map(([source, secrets]) => [source, secretsOf(file, source, secrets)]),
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw wrongUse(`--secrets ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** The value itself is a secret: the sentence does not show it. */
function secretsOf(file: string, source: string, value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isText = (secret: unknown): secret is string => typeof secret === 'string' && secret !== '';
  if (list.length > 0 && list.every(isText)) return list;
  throw wrongUse(`--secrets ${file}: "${source}" has to be a secret, or a list of secrets with the newest first`);
}
