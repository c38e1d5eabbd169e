import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** As many as one call reads whole: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const LARGEST_BATCH = 100;

/** Reads items of the ledger's table by their keys, consistently and in no order; those that are gone are left out. */
export async function readItems(client: DynamoDBClient, table: string, keys: readonly string[]) {
  const batches = await Promise.all(chunks(keys, LARGEST_BATCH).map((chunk) => readBatch(client, table, chunk)));
  return batches.flat();
}

async function readBatch(client: DynamoDBClient, table: string, keys: readonly string[]) {
  const items: Record<string, AttributeValue>[] = [];
  let wanted: BatchGetItemCommandOutput['UnprocessedKeys'] = {
    [table]: { Keys: keys.map((pk) => marshall({ pk })), ConsistentRead: true },
  };
  // DynamoDB hands back the keys that it had no capacity for.
  while (wanted && Object.keys(wanted).length > 0) {
    const answer: BatchGetItemCommandOutput = await client.send(new BatchGetItemCommand({ RequestItems: wanted }));
    items.push(...(answer.Responses?.[table] ?? []));
    wanted = answer.UnprocessedKeys;
  }
  return items;
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
