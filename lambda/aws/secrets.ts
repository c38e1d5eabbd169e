import { createHash } from 'node:crypto';
import type { GetSecretValueCommandInput } from '@aws-sdk/client-secrets-manager';
import type { AwsOptions } from './client-config.ts';
import type { CallLimits } from './http/service.ts';
import { isServiceError } from './http/service-error.ts';
import { openSecretsManager, type SecretsManager } from './secretsmanager.ts';

/** Secrets Manager. Throws what went wrong. */
export interface Secrets {
  /** The value of a secret by its name, or `undefined` when it was never set, or is about to be deleted. */
  read(name: string, limits?: CallLimits): Promise<string | undefined>;
  /** The value that it had before the present one, or `undefined` when it has had none. */
  previous(name: string): Promise<string | undefined>;
  /** Gives a secret that has the value `before` another one. False when somebody else did so first. */
  replace(name: string, before: string | undefined, value: string, limits?: CallLimits): Promise<boolean>;
}

/** Opens Secrets Manager. */
export function openSecrets(options?: AwsOptions): Secrets {
  const secretsmanager = openSecretsManager(options);
  return {
    read: (name, limits) => readValue(secretsmanager, { SecretId: name }, limits),
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
    previous: (name) => readValue(secretsmanager, { SecretId: name, VersionStage: 'AWSPREVIOUS' }),

    async replace(name, before, value, limits) {
      // The token names the new version, and a version's value never changes: of two that replace the same value, one wins.
      // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
      const token = createHash('sha256').update(`after ${before}`).digest('hex');
      const input = { SecretId: name, SecretString: value, ClientRequestToken: token };
      try {
        await secretsmanager.call('PutSecretValue', input, limits);
        return true;
      } catch (error) {
        if (isServiceError(error, 'ResourceExistsException')) return false;
        throw error;
      }
    },
  };
}

async function readValue(
  secretsmanager: SecretsManager,
  input: GetSecretValueCommandInput,
  limits?: CallLimits,
): Promise<string | undefined> {
  try {
    return (await secretsmanager.call('GetSecretValue', input, limits)).SecretString;
  } catch (error) {
    if (isServiceError(error, 'ResourceNotFoundException') || isLeaving(error)) return undefined;
    throw error;
  }
}

/** Until it is gone, a deleted secret is there, and nobody gets its value. */
export const isLeaving = (error: unknown): boolean =>
  isServiceError(error, 'InvalidRequestException') && /deletion|deleted/.test(error.message);
