import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  paginateListSecrets,
  ResourceNotFoundException,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** How a secret is made. */
export interface NewSecret {
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The ARN of the KMS key. @default - the one that AWS manages */
  readonly keyArn?: string | undefined;
}

/** The secrets of tenants, which come and go without a deployment. Every call throws the SDK's errors. */
export interface TenantSecrets {
  /** The names of all secrets that begin so, those that are about to be deleted left out. It may lag a moment behind. */
  list(prefix: string): Promise<string[]>;
  /** Whether there is such a secret, with or without a value, or until when (RFC 3339) it can be had back. */
  find(name: string): Promise<'there' | 'absent' | { readonly deletedOn: string }>;
  /** Makes a secret without a value. */
  create(secret: NewSecret): Promise<void>;
  /** Takes back that it was removed. */
  restore(name: string): Promise<void>;
  /** Removes a secret: nobody reads it any more, and after so many days nobody has it back. Returns that time, RFC 3339. */
  remove(name: string, days: number): Promise<string | undefined>;
}

/** Opens Secrets Manager. */
export function openTenantSecrets(options?: AwsOptions): TenantSecrets {
  const client = new SecretsManagerClient(clientConfig(options));
  return {
    async list(prefix) {
      const names: string[] = [];
      // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html: the beginning of a name.
      const input = { Filters: [{ Key: 'name' as const, Values: [prefix] }], MaxResults: 100 };
      for await (const { SecretList = [] } of paginateListSecrets({ client }, input))
        names.push(...SecretList.map(({ Name = '' }) => Name));
      return names.filter((name) => name.startsWith(prefix)).sort();
    },
    async find(name) {
      try {
        const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId: name }));
        return DeletedDate ? { deletedOn: DeletedDate.toISOString() } : 'there';
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return 'absent';
        throw error;
      }
    },
    async create({ name, description, tags, keyArn }) {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      const key = keyArn === undefined ? {} : { KmsKeyId: keyArn };
      await client.send(new CreateSecretCommand({ Name: name, Description: description, Tags, ...key }));
    },
    async restore(name) {
      await client.send(new RestoreSecretCommand({ SecretId: name }));
    },
    async remove(name, days) {
      const command = new DeleteSecretCommand({ SecretId: name, RecoveryWindowInDays: days });
      return (await client.send(command)).DeletionDate?.toISOString();
    },
  };
}
