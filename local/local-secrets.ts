import { randomBytes } from 'node:crypto';
import { isApiSecret, secretPrefix } from '../core/names.ts';
import { callEngine, EngineError } from './engines/call-engine.ts';
import type { SecretsEngine } from './engines/secrets-engine.ts';
import type { LocalRunOptions } from './local-run.ts';
import { LocalRunError } from './local-run-error.ts';

/** `whsec_` and base64 is what Standard Webhooks asks for, and any text is a secret to the schemes that take text. */
const generate = () => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * Gives the secrets of sources their values: those that were handed over, those of the last run, or generated ones.
 * @throws {LocalRunError} when a secret is handed over for a source that does not exist
 */
export async function fillSecrets(
  secretNames: readonly string[],
  stackName: string,
  secrets: SecretsEngine,
  { secrets: given = {}, generateSecret = generate, report }: LocalRunOptions,
): Promise<void> {
  const prefix = secretPrefix(stackName);
  const sources = secretNames.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const unknown = Object.keys(given).filter((source) => !sources.includes(source));
  if (unknown.length > 0)
    throw new LocalRunError(
      `The secrets name ${unknown.join(', ')}, but the sources are ${sources.join(', ') || 'none'}: correct the secrets file`,
    );
  const generated: string[] = [];
  for (const source of sources) {
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
