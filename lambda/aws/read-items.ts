import { setTimeout as wait } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { inParallel } from '../../core/in-parallel.ts';

/** As many as one call reads whole: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const LARGEST_BATCH = 100;

/** More would wait for a socket, and the SDK takes that for a connection that does not come about. */
const BATCHES_AT_ONCE = 8;

/** DynamoDB hands back the keys that it had no capacity for, and wants to be asked for them more and more slowly. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

/** Reads items of the ledger's table by their keys, consistently and in no order; those that are gone are left out. */
export async function readItems(client: DynamoDBClient, table: string, keys: readonly string[]) {
  const batches = chunks(keys, LARGEST_BATCH);
  const items = await inParallel(batches, BATCHES_AT_ONCE, (batch) => readBatch(client, table, batch));
  return items.flat();
}

async function readBatch(client: DynamoDBClient, table: string, keys: readonly string[]) {
  const items: Record<string, AttributeValue>[] = [];
  let wanted: BatchGetItemCommandOutput['UnprocessedKeys'] = {
    [table]: { Keys: keys.map((pk) => marshall({ pk })), ConsistentRead: true },
  };
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const answer: BatchGetItemCommandOutput = await client.send(new BatchGetItemCommand({ RequestItems: wanted }));
    items.push(...(answer.Responses?.[table] ?? []));
    wanted = answer.UnprocessedKeys ?? {};
    if (Object.keys(wanted).length === 0) return items;
    await wait(pause);
  }
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
