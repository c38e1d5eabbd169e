import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { REPLAY_PREFIX, type ReplayRecord, replayItem } from '../../core/replay-record.ts';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** How far replays have come. Every call throws the SDK's errors. */
export interface ReplayLog {
  read(id: string): Promise<ReplayRecord | undefined>;
  /** Writes a record, in the place of an earlier one. */
  write(record: ReplayRecord): Promise<void>;
}

/** Opens the records of replays in the ledger's table. */
export function openReplayLog(table: string, options?: AwsOptions): ReplayLog {
  const client = new DynamoDBClient(clientConfig(options));
  return {
    async read(id) {
      const Key = marshall({ pk: REPLAY_PREFIX + id });
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && unmarshall(Item).record;
    },
    async write(record) {
      const Item = marshall(replayItem(record), { removeUndefinedValues: true });
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
  };
}
