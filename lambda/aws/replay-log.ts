import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { REPLAY_PREFIX, type ReplayRecord, replayItem } from '../../core/replay-record.ts';
import type { AwsOptions } from './client-config.ts';
import { openDynamoDb } from './dynamodb.ts';

/** How far replays have come. Every call throws what went wrong. */
export interface ReplayLog {
  read(id: string): Promise<ReplayRecord | undefined>;
  /** Writes a record, in the place of an earlier one. */
  write(record: ReplayRecord): Promise<void>;
}

/** Opens the records of replays in the ledger's table. */
export function openReplayLog(table: string, options?: AwsOptions): ReplayLog {
  const dynamodb = openDynamoDb(options);
  return {
    async read(id) {
      const Key = marshall({ pk: REPLAY_PREFIX + id });
      const { Item } = await dynamodb.call('GetItem', { TableName: table, Key, ConsistentRead: true });
      return Item && unmarshall(Item).record;
    },
    async write(record) {
      const Item = marshall(replayItem(record), { removeUndefinedValues: true });
      await dynamodb.call('PutItem', { TableName: table, Item });
    },
  };
}
