import { setTimeout as wait } from 'node:timers/promises';
import type { AttributeValue, BatchGetItemCommandOutput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { inParallel } from '../../core/in-parallel.ts';
import type { DynamoDb } from './dynamodb.ts';

/** As many as one call reads whole: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const LARGEST_BATCH = 100;

/** More would wait for a socket, and that is taken for a connection that does not come about. */
const BATCHES_AT_ONCE = 8;

/** DynamoDB hands back the keys that it had no capacity for, and wants to be asked for them more and more slowly. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

/** Reads items of the ledger's table by their keys, consistently and in no order; those that are gone are left out. */
export async function readItems(dynamodb: DynamoDb, table: string, keys: readonly string[]) {
  const batches = chunks(keys, LARGEST_BATCH);
  const items = await inParallel(batches, BATCHES_AT_ONCE, (batch) => readBatch(dynamodb, table, batch));
  return items.flat();
}

async function readBatch(dynamodb: DynamoDb, table: string, keys: readonly string[]) {
  const items: Record<string, AttributeValue>[] = [];
  let wanted: BatchGetItemCommandOutput['UnprocessedKeys'] = {
    [table]: { Keys: keys.map((pk) => marshall({ pk })), ConsistentRead: true },
  };
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const answer: Pick<BatchGetItemCommandOutput, 'Responses' | 'UnprocessedKeys'> = await dynamodb.call(
      'BatchGetItem',
      { RequestItems: wanted },
    );
    items.push(...(answer.Responses?.[table] ?? []));
    wanted = answer.UnprocessedKeys ?? {};
    if (Object.keys(wanted).length === 0) return items;
    await wait(pause);
  }
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
