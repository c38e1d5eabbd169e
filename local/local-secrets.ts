import { randomBytes } from 'node:crypto';
import { isApiSecret, secretPrefix } from '../core/names.ts';
import { DEMO_TENANT, isTenant, tenantPath } from '../core/tenants.ts';
import { callEngine, EngineError } from './engines/call-engine.ts';
import type { SecretsEngine } from './engines/secrets-engine.ts';
import type { LocalRunOptions } from './local-run.ts';
import { LocalRunError } from './local-run-error.ts';
import type { Blueprint } from './resources/resource-type.ts';

/** `whsec_` and base64 is what Standard Webhooks asks for, and any text is a secret to the schemes that take text. */
const generate = () => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * Gives the secrets of sources and tenants their values: those that were handed over, those of the last run, or generated
 * ones. Of a source with tenants that has none, the tenant `demo` gets one.
 * @throws {LocalRunError} when a secret is handed over for a source that does not exist
 */
export async function fillSecrets(
  {
    secretNames,
    tenantSources,
    assembly: { stackName },
  }: Pick<Blueprint, 'secretNames' | 'tenantSources' | 'assembly'>,
  secrets: SecretsEngine,
  { secrets: given = {}, generateSecret = generate, report }: LocalRunOptions,
): Promise<void> {
  const prefix = secretPrefix(stackName);
  const own = secretNames.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const handed = Object.keys(given).filter((name) => !own.includes(name));
  const unknown = handed.filter((name) => !isTenantOf(tenantSources, name));
  if (unknown.length > 0) {
    const known = [...own, ...tenantSources.map((source) => `${source} of each tenant`)].join(', ');
    throw new LocalRunError(
      `The secrets name ${unknown.join(', ')}, but the sources are ${known || 'none'}: correct the secrets file`,
    );
  }
  const tenants = [...handed, ...(await demosOf(tenantSources, prefix, handed, secrets))];
  for (const tenant of tenants) secrets.putSecret(prefix + tenant);
  const generated: string[] = [];
  for (const source of [...own, ...tenants]) {
    const current = await currentValue(secrets, prefix + source);
    const entries = given[source];
    if (!entries && current !== undefined) continue;
    // What a provider knows us by cannot be made up.
    if (!entries && isApiSecret(source)) continue;
    if (!entries) generated.push(source);
    const value = entries ? textOf(entries) : generateSecret(source);
    if (value !== current)
      await callEngine(secrets, 'secretsmanager', 'PutSecretValue', { SecretId: prefix + source, SecretString: value });
  }
  if (generated.length > 0) report({ kind: 'progress', text: `generated local secrets for ${generated.join(', ')}` });
}

/** Whether `shopify/acme` is a tenant of one of these sources. */
function isTenantOf(sources: readonly string[], name: string): boolean {
  const [source = '', tenant = '', ...more] = name.split('/');
  return sources.includes(source) && isTenant(tenant) && more.length === 0;
}

/** A tenant to try things out with, for each source that has none at all. */
async function demosOf(sources: readonly string[], prefix: string, handed: readonly string[], secrets: SecretsEngine) {
  const demos: string[] = [];
  for (const source of sources) {
    const Filters = [{ Key: 'name', Values: [`${prefix}${source}/`] }];
    const input = { Filters, MaxResults: 1 };
    const { SecretList } = await callEngine<{ readonly SecretList: readonly unknown[] }>(
      secrets,
      'secretsmanager',
      'ListSecrets',
      input,
    );
    const hasTenants = SecretList.length > 0 || handed.some((name) => name.startsWith(`${source}/`));
    if (!hasTenants) demos.push(tenantPath(source, DEMO_TENANT));
  }
  return demos;
}

/** One secret is its own text; several, the newest first, are the JSON that rotation uses. */
const textOf = (entries: readonly string[]) =>
  entries.length === 1 ? entries[0] : JSON.stringify({ secrets: entries });

async function currentValue(secrets: SecretsEngine, name: string): Promise<string | undefined> {
  try {
    const output = await callEngine<{ readonly SecretString?: string }>(secrets, 'secretsmanager', 'GetSecretValue', {
      SecretId: name,
    });
    return output.SecretString;
  } catch (error) {
    if (error instanceof EngineError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
