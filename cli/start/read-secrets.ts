import { parseJson } from '../../core/content.ts';
import type { Webhooks } from '../../core/index.ts';
import { asRecord } from '../../core/parse-options.ts';
import { tenantPath } from '../../core/tenants.ts';
import { wrongUse } from '../cli-error.ts';
import { readOptionFile } from '../read-option-file.ts';

type Secrets = Readonly<Record<string, readonly string[]>>;

/**
 * Reads the file of `--secrets`: from each source to its secret, or a list of them with the newest first; of a source with
 * tenants from each tenant to them. Those come out as `{source}/{tenant}`.
 * @throws {CliError} when it is no such file
 */
export function readSecrets(file: string): Secrets {
  const value = parseJson(readOptionFile('--secrets', file).toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrongUse(`--secrets ${file} is not a JSON object such as {"stripe":["new","old"]}`);
  return Object.fromEntries(
    Object.entries(value)
      .flatMap(([source, secrets]) => byTenant(source, secrets))
      .map(([name, secrets]) => [name, secretsOf(file, name, secrets)]),
  );
}

const byTenant = (source: string, secrets: unknown): [string, unknown][] =>
  Object.entries(asRecord(secrets) ?? {}).length > 0
    ? Object.entries(asRecord(secrets) ?? {}).map(([tenant, its]) => [tenantPath(source, tenant), its])
    : [[source, secrets]];

/** The value itself is a secret: the sentence does not show it. */
function secretsOf(file: string, source: string, value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isText = (secret: unknown): secret is string => typeof secret === 'string' && secret !== '';
  if (list.length > 0 && list.every(isText)) return list;
  throw wrongUse(`--secrets ${file}: "${source}" has to be a secret, or a list of secrets with the newest first`);
}

/** A sentence for each secret that can verify nothing, since it is too short or of another form. */
export function unusableSecrets(secrets: Secrets, { sources }: Webhooks): string[] {
  return Object.entries(secrets).flatMap(([source, list]) => {
    const scheme = sources[source.split('/')[0] ?? '']?.provider.scheme;
    const unusable = list.filter((secret) => scheme && !scheme.key(secret)).length;
    if (unusable === 0) return [];
    return [`${unusable} of ${list.length} secrets of "${source}" can verify nothing: too short, or not of its form`];
  });
}
