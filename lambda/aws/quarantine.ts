import { ConditionalCheckFailedException, DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { QuarantineCounter } from '../../core/quarantine.ts';
import { type AwsOptions, clientConfig } from './client-config.ts';
import { openObjectPut } from './object-put.ts';

/** The quarantine as the verifier sees it: it can put something in. Every call throws what went wrong. */
export interface Quarantine {
  /** Counts one more, unless there are so many already. The count is one for all instances. */
  count(counter: QuarantineCounter, most: number, signal: AbortSignal): Promise<boolean>;
  put(key: string, text: string, signal: AbortSignal): Promise<void>;
}

export interface QuarantineNames {
  /** The table of the ledger, which has the counters. */
  readonly table: string;
  readonly bucket: string;
}

/** Opens the quarantine. */
export function openQuarantine({ table, bucket }: QuarantineNames, options: AwsOptions = {}): Quarantine {
  const client = new DynamoDBClient(clientConfig(options));
  const { endpoint, requestTimeoutMs } = options;
  return {
    put: openObjectPut(client, { bucket, endpoint, requestTimeoutMs }),
    async count({ pk, expires }, most, abortSignal) {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: marshall({ pk }),
        UpdateExpression: 'SET expires = :expires ADD kept :one',
        ConditionExpression: 'attribute_not_exists(kept) OR kept < :most',
        ExpressionAttributeValues: marshall({ ':expires': expires, ':one': 1, ':most': most }),
      });
      try {
        await client.send(command, { abortSignal });
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
