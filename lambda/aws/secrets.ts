import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** Reads the value of a secret by its name, or `undefined` when it was never set. Throws the SDK's other errors. */
export type ReadSecret = (name: string) => Promise<string | undefined>;

/** Opens Secrets Manager. */
export function openSecrets(options?: AwsOptions): ReadSecret {
  const client = new SecretsManagerClient(clientConfig(options));
  return async (name) => {
    try {
      return (await client.send(new GetSecretValueCommand({ SecretId: name }))).SecretString;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };
}
