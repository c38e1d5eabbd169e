import { createHash } from 'node:crypto';
import {
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  InvalidRequestException,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** Secrets Manager. Throws the SDK's errors. */
export interface Secrets {
  /** The value of a secret by its name, or `undefined` when it was never set, or is about to be deleted. */
  read(name: string): Promise<string | undefined>;
  /** The value that it had before the present one, or `undefined` when it has had none. */
  previous(name: string): Promise<string | undefined>;
  /** Gives a secret that has the value `before` another one. False when somebody else did so first. */
  replace(name: string, before: string | undefined, value: string): Promise<boolean>;
}

/** Opens Secrets Manager. */
export function openSecrets(options?: AwsOptions): Secrets {
  const client = new SecretsManagerClient(clientConfig(options));
  return {
    read: (name) => readValue(client, { SecretId: name }),
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
    previous: (name) => readValue(client, { SecretId: name, VersionStage: 'AWSPREVIOUS' }),

    async replace(name, before, value) {
      // The token names the new version, and a version's value never changes: of two that replace the same value, one wins.
      // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
      const token = createHash('sha256').update(`after ${before}`).digest('hex');
      const command = new PutSecretValueCommand({ SecretId: name, SecretString: value, ClientRequestToken: token });
      try {
        await client.send(command);
        return true;
      } catch (error) {
        if (error instanceof ResourceExistsException) return false;
        throw error;
      }
    },
  };
}

async function readValue(client: SecretsManagerClient, input: GetSecretValueCommandInput): Promise<string | undefined> {
  try {
    return (await client.send(new GetSecretValueCommand(input))).SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException || isLeaving(error)) return undefined;
    throw error;
  }
}

/** Until it is gone, a deleted secret is there, and nobody gets its value. */
export const isLeaving = (error: unknown): error is InvalidRequestException =>
  error instanceof InvalidRequestException && /deletion|deleted/.test(error.message);
