import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeAtomically } from '../write-atomically.ts';
import type { AwsAnswer, Engine } from './engine.ts';
import { CHANGING_OPERATIONS, Refusal, SECRETS_OPERATIONS, type Secret } from './secrets-operations.ts';

/** Secrets Manager: secrets by name, the current value and the one before it. */
export interface SecretsEngine extends Engine {
  /** Creates a secret without a value, unless it is there. */
  putSecret(name: string): void;
  arnOf(name: string): string;
}

/** Secrets Manager, kept in a file that only its owner can read when there is one. */
export function startSecretsManager(region: string, account: string, file: string | undefined): SecretsEngine {
  const arnOf = (name: string) => {
    // AWS appends six random characters; here they stay the same from run to run.
    const suffix = createHash('sha256').update(name).digest('hex').slice(0, 6);
    return `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;
  };
  const kept: readonly Secret[] = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const secrets = new Map(kept.map((secret) => [secret.name, secret]));
  const keep = () => file && writeAtomically(file, JSON.stringify([...secrets.values()], null, 2));
  return {
    arnOf,
    putSecret(name) {
      if (secrets.has(name)) return;
      const now = Date.now() / 1000;
      secrets.set(name, { name, created: now, changed: now, versions: [] });
      keep();
    },
    async answer({ headers, body }) {
      const name = headers['x-amz-target']?.split('.')[1] ?? '';
      const operation = SECRETS_OPERATIONS[name];
      if (!operation) return refusal(new Refusal('UnknownOperationException', ''));
      try {
        const output = operation(JSON.parse(body.toString() || '{}'), { secrets, arnOf });
        if (CHANGING_OPERATIONS.has(name)) keep();
        return answer(200, output);
      } catch (error) {
        if (error instanceof Refusal) return refusal(error);
        throw error;
      }
    },
    close: async () => {},
  };
}

const refusal = ({ code, message }: Refusal) => answer(400, { __type: code, message });

const answer = (status: number, body: object): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});
