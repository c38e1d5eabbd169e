import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { firstDouble, itemBytes, type Write } from './transaction-limits.ts';

/** An item of DynamoDB, or a part of one, in plain values. */
export type PlainItem = Readonly<Record<string, unknown>>;

/** What every write of a transaction may say. */
export interface TransactCondition {
  /** A name, or an ARN. */
  readonly TableName: string;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: PlainItem | undefined;
}

/**
 * One write of a transaction, with DynamoDB's names and plain values, as the SDK's document client takes it:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItem.html
 */
export type TransactItem =
  | { readonly Put: TransactCondition & { readonly Item: PlainItem } }
  | { readonly Update: TransactCondition & { readonly Key: PlainItem; readonly UpdateExpression: string } }
  | { readonly Delete: TransactCondition & { readonly Key: PlainItem } }
  | { readonly ConditionCheck: TransactCondition & { readonly Key: PlainItem; readonly ConditionExpression: string } };

/** DynamoDB takes 100: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const MOST_WRITES = 99;
const LARGEST_BYTES = 4 * 1024 * 1024;
const KINDS: readonly string[] = ['Put', 'Update', 'Delete', 'ConditionCheck'];

/**
 * The writes as DynamoDB takes them. What they refuse to write over is asked for.
 * @throws {Error} when they cannot be one transaction, or a value is none that DynamoDB has
 */
export function writesOf(items: readonly TransactItem[]): TransactWriteItem[] {
  const count = Array.isArray(items) ? items.length : undefined;
  if (!count || count > MOST_WRITES)
    throw new TypeError(
      `transact got ${count === undefined ? typeof items : `${count} writes`}; allowed is a list of 1 to ${MOST_WRITES}: DynamoDB takes 100, and "done" is one of them`,
    );
  const writes = items.map(writeOf);
  const bytes = writes.reduce((sum, { item = {} }) => sum + itemBytes(item), 0);
  if (bytes > LARGEST_BYTES)
    throw new TypeError(`transact got items of ${bytes} bytes in all; DynamoDB takes ${LARGEST_BYTES}`);
  const double = firstDouble(writes);
  if (double)
    throw new TypeError(
      `transact got two writes on one item of ${double[1].table}: ${double.map((write) => `${write.kind} (${writes.indexOf(write)})`).join(' and ')}; DynamoDB takes one: put both into one expression`,
    );
  return writes.map(({ kind, input }) => ({ [kind]: { ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }));
}

function writeOf(given: TransactItem, index: number): Write {
  const [[kind = 'nothing', input] = [], ...others] = Object.entries(given ?? {}).filter(([, value]) => value);
  if (!KINDS.includes(kind) || !input || others.length > 0)
    throw new TypeError(
      `write ${index} of transact is ${[kind, ...others.map(([name]) => name)].join(' and ')}; allowed is one of ${KINDS.join(', ')}`,
    );
  const { Item, Key, ExpressionAttributeValues, ...plain }: TransactCondition & { Item?: PlainItem; Key?: PlainItem } =
    input;
  const item = Item && valuesOf(Item);
  const key = Key && valuesOf(Key);
  const values = ExpressionAttributeValues && { ExpressionAttributeValues: valuesOf(ExpressionAttributeValues) };
  return {
    kind,
    table: plain.TableName,
    item,
    key,
    input: { ...plain, ...(item && { Item: item }), ...(key && { Key: key }), ...values },
  };
}

const valuesOf = (plain: PlainItem) => marshall(plain, { removeUndefinedValues: true });
