import { marshall } from '@aws-sdk/util-dynamodb';
import type { QuarantineCounter } from '../../core/quarantine.ts';
import type { AwsOptions } from './client-config.ts';
import { isConditionFailure, openDynamoDb } from './dynamodb.ts';
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
  const dynamodb = openDynamoDb(options);
  return {
    put: openObjectPut(bucket, options),
    async count({ pk, expires }, most, signal) {
      const input = {
        TableName: table,
        Key: marshall({ pk }),
        UpdateExpression: 'SET expires = :expires ADD kept :one',
        ConditionExpression: 'attribute_not_exists(kept) OR kept < :most',
        ExpressionAttributeValues: marshall({ ':expires': expires, ':one': 1, ':most': most }),
      };
      try {
        await dynamodb.call('UpdateItem', input, { signal });
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}
