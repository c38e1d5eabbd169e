import type * as secrets from '@aws-sdk/client-secrets-manager';
import type { AwsOptions } from './client-config.ts';
import { type JsonService, openJsonService } from './http/json-service.ts';

/** The actions that Breakwater's functions need, with the SDK's types. */
interface SecretsManagerActions {
  GetSecretValue: {
    readonly input: secrets.GetSecretValueCommandInput;
    readonly output: Pick<secrets.GetSecretValueCommandOutput, 'SecretString' | 'VersionId'>;
  };
  PutSecretValue: {
    readonly input: secrets.PutSecretValueCommandInput;
    readonly output: Pick<secrets.PutSecretValueCommandOutput, 'VersionId'>;
  };
}

/** Secrets Manager. Every call throws what went wrong. */
export type SecretsManager = JsonService<SecretsManagerActions>;

/** Opens Secrets Manager. */
export const openSecretsManager = (options?: AwsOptions): SecretsManager =>
  openJsonService({ service: 'secretsmanager', target: 'secretsmanager', version: '1.1' }, options);
