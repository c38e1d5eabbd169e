import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { AUDIT_SHARD, type AuditRecord, auditItem } from '../../core/audit.ts';
import { LEDGER_INDEX } from '../../core/names.ts';
import type { AwsOptions } from './client-config.ts';
import { type DynamoDb, openDynamoDb } from './dynamodb.ts';
import { readItems } from './read-items.ts';

/** Which records are wanted. */
export interface AuditQuery {
  /** Begun at this moment or later, RFC 3339 in UTC with milliseconds. @default - however long ago */
  readonly since?: string | undefined;
  /** At most so many. */
  readonly limit: number;
}

/** What operators have done. Every call throws what went wrong. */
export interface AuditLog {
  /** Writes a record, in the place of an earlier one of the same operation. */
  write(record: AuditRecord): Promise<void>;
  /** The newest records, newest first. The index may lag a moment behind. */
  list(query: AuditQuery): Promise<AuditRecord[]>;
}

/** Opens the audit log in the ledger's table. */
export function openAuditLog(table: string, options?: AwsOptions): AuditLog {
  const dynamodb = openDynamoDb(options);
  return {
    async write(record) {
      const Item = marshall(auditItem(record), { removeUndefinedValues: true });
      await dynamodb.call('PutItem', { TableName: table, Item });
    },
    async list(query) {
      const items = await readItems(dynamodb, table, await newestKeys(dynamodb, table, query));
      return items
        .map((item): AuditRecord => unmarshall(item).record)
        .sort((left, right) => right.startedAt.localeCompare(left.startedAt));
    },
  };
}

async function newestKeys(dynamodb: DynamoDb, table: string, { since = '', limit }: AuditQuery): Promise<string[]> {
  const keys: string[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamodb.call('Query', {
      TableName: table,
      IndexName: LEDGER_INDEX,
      KeyConditionExpression: '#shard = :shard AND receivedAt >= :since',
      ExpressionAttributeNames: { '#shard': 'shard' },
      // DynamoDB takes no empty key; every date comes after a space.
      ExpressionAttributeValues: marshall({ ':shard': AUDIT_SHARD, ':since': since || ' ' }),
      ScanIndexForward: false,
      Limit: limit - keys.length,
      ExclusiveStartKey: from,
    });
    keys.push(...Items.map(({ pk }) => pk?.S ?? ''));
    from = LastEvaluatedKey;
  } while (from && keys.length < limit);
  return keys;
}
