import { createHash } from 'node:crypto';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type AwsOptions, clientConfig } from './client-config.ts';
import { isServiceError } from './http/service-error.ts';
import { isLeaving } from './secrets.ts';

/** One version of a secret's value. */
export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  /** When it was put in, RFC 3339. */
  readonly createdAt: string | undefined;
}

/** What came of writing: `refused` leaves everything as it was, `absent` means that there is no such secret. */
export type SecretWrite = { readonly written: string } | 'refused' | 'absent';

/** Secrets Manager as those see it who change secrets. Every call throws the SDK's errors. */
export interface SecretVersions {
  /** The value that is good now, or `undefined` when none was ever put in. */
  current(name: string): Promise<SecretVersion | undefined>;
  /** The value before it. */
  previous(name: string): Promise<SecretVersion | undefined>;
  /**
   * Puts a value in after the version that it was made from. Two who do so with Breakwater exclude each other; whoever
   * writes without it is found afterwards, by the version before the written one.
   */
  writeAfter(before: SecretVersion | undefined, name: string, value: string): Promise<SecretWrite>;
}

/** Opens Secrets Manager. */
export function openSecretVersions(options?: AwsOptions): SecretVersions {
  const client = new SecretsManagerClient(clientConfig(options));
  return {
    current: (name) => readVersion(client, name, 'AWSCURRENT'),
    previous: (name) => readVersion(client, name, 'AWSPREVIOUS'),

    async writeAfter(before, name, value) {
      // The token names the new version, and a version's value never changes: of two that follow the same one, one wins.
      // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
      const token = createHash('sha256').update(`after version ${before?.id}`).digest('hex');
      const command = new PutSecretValueCommand({ SecretId: name, SecretString: value, ClientRequestToken: token });
      try {
        await client.send(command);
        return { written: token };
      } catch (error) {
        if (isServiceError(error, 'ResourceExistsException')) return 'refused';
        if (isServiceError(error, 'ResourceNotFoundException') || isLeaving(error)) return 'absent';
        throw error;
      }
    },
  };
}

async function readVersion(client: SecretsManagerClient, name: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS') {
  try {
    const { VersionId, SecretString, CreatedDate } = await client.send(
      new GetSecretValueCommand({ SecretId: name, VersionStage: stage }),
    );
    if (VersionId === undefined || SecretString === undefined) return undefined;
    return { id: VersionId, value: SecretString, createdAt: CreatedDate?.toISOString() };
  } catch (error) {
    if (isServiceError(error, 'ResourceNotFoundException') || isLeaving(error)) return undefined;
    throw error;
  }
}
