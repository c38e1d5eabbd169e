import { createHash } from 'node:crypto';
import { callEngine, EngineError } from './call-engine.ts';
import type { AwsAnswer, Engine } from './engine.ts';
import { invalid, keyOf, nameOf, type Operation, operationsOf, RequestRefusal } from './transact-request.ts';
import type { BeforeImage, StoredItem, TransactionJournal } from './transaction-journal.ts';

/** How long DynamoDB knows a request by its token, in milliseconds. */
const TOKEN_MS = 600_000;

/** What DynamoDB says of one operation of a transaction that it cancelled. */
interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: StoredItem;
}

/**
 * What an item's state may be wrong for, against what no item would be right for: the first cancels the transaction, the
 * second refuses the request. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const CANCELS =
  /^(One or more parameter values were invalid|The update expression attempted|An operand in the update expression|Item size to update|Number overflow|Type mismatch for attribute|Nesting Levels|The document path provided|The provided expression refers|The provided key element)/;

const KEY_MISMATCH = 'One or more parameter values were invalid: Type mismatch for key';

/** TransactWriteItems over an engine that lacks it. It has to have the engine for itself while it runs. */
export interface TransactWriter {
  answer(body: Buffer): Promise<AwsAnswer>;
  /** Puts back what a transaction that did not come to its end has written. */
  recover(): Promise<void>;
}

/** Makes the writer. `now` is in milliseconds since 1970. */
export function transactWriter(engine: Engine, journal: TransactionJournal, now: () => number): TransactWriter {
  const tokens = new Map<string, { readonly digest: string; readonly until: number }>();

  const recover = async () => {
    for (const image of journal.read()) await putBack(engine, image);
    journal.close();
  };

  const write = async (request: Readonly<Record<string, unknown>>): Promise<readonly Reason[]> => {
    const operations = operationsOf(request);
    const { ClientRequestToken: token } = request;
    const digest = createHash('sha256').update(JSON.stringify(request.TransactItems)).digest('hex');
    for (const [name, { until }] of tokens) if (until <= now()) tokens.delete(name);
    const before = typeof token === 'string' ? tokens.get(token) : undefined;
    if (before && before.digest !== digest) throw new RequestRefusal('IdempotentParameterMismatchException', '');
    if (before) return [];
    const reasons = await attempt(engine, journal, operations, recover);
    const isDone = reasons.every(({ Code }) => Code === 'None');
    if (isDone && typeof token === 'string' && token) tokens.set(token, { digest, until: now() + TOKEN_MS });
    return isDone ? [] : reasons;
  };

  return {
    recover,
    async answer(body) {
      try {
        await recover();
        const reasons = await write(JSON.parse(body.toString() || '{}'));
        return reasons.length === 0 ? answer(200, {}) : cancelled(reasons);
      } catch (error) {
        if (error instanceof RequestRefusal) return refused(error.code, error.message);
        if (error instanceof EngineError) return refused(error.code, error.message.slice(error.code.length + 2));
        throw error;
      }
    },
  };
}

/** Applies the operations one after the other; unless all succeed, everything is as it was before. */
async function attempt(
  engine: Engine,
  journal: TransactionJournal,
  operations: readonly Operation[],
  recover: () => Promise<void>,
): Promise<readonly Reason[]> {
  const images = await imagesOf(engine, operations);
  const absent = images.filter((image) => 'Code' in image);
  if (absent.length > 0) return images.map((image) => ('Code' in image ? image : { Code: 'None' }));
  const known = images.filter((image) => 'table' in image);
  journal.open(known);
  const reasons: Reason[] = [];
  try {
    for (const [index, operation] of operations.entries()) {
      const image = known[index];
      if (image) reasons.push(await apply(engine, operation, image));
    }
  } catch (error) {
    await recover();
    throw error;
  }
  if (reasons.some(({ Code }) => Code !== 'None')) await recover();
  else journal.close();
  return reasons;
}

async function imagesOf(engine: Engine, operations: readonly Operation[]): Promise<(BeforeImage | Reason)[]> {
  const keys = new Map<string, readonly string[]>();
  for (const { input } of operations)
    if (!keys.has(input.TableName)) keys.set(input.TableName, await keyAttributes(engine, input.TableName));
  const items = operations.map((operation) => {
    const table = operation.input.TableName;
    return { table, key: keyOf(operation, keys.get(table) ?? []) };
  });
  if (new Set(items.map(({ table, key }) => nameOf(table, key))).size < items.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
  const images: (BeforeImage | Reason)[] = [];
  for (const { table, key } of items)
    images.push(
      await unlessCancelled(async () => {
        const input = { TableName: table, Key: key, ConsistentRead: true };
        const { Item } = await callEngine<{ readonly Item?: StoredItem }>(engine, 'dynamodb', 'GetItem', input);
        return { table, key, item: Item };
      }),
    );
  return images;
}

async function keyAttributes(engine: Engine, table: string): Promise<readonly string[]> {
  try {
    const { Table } = await callEngine<{
      readonly Table: { readonly KeySchema: readonly { readonly AttributeName: string }[] };
    }>(engine, 'dynamodb', 'DescribeTable', { TableName: table });
    return Table.KeySchema.map(({ AttributeName }) => AttributeName);
  } catch (error) {
    if (error instanceof EngineError && error.code === 'ResourceNotFoundException')
      throw new RequestRefusal(error.code, 'Requested resource not found');
    throw error;
  }
}

function apply(engine: Engine, { kind, input }: Operation, { key, item }: BeforeImage): Promise<Reason> {
  const { ReturnValuesOnConditionCheckFailure: wanted, ...plain } = input;
  return unlessCancelled(
    async () => {
      if (kind !== 'ConditionCheck') await callEngine(engine, 'dynamodb', `${kind}Item`, plain);
      else {
        // What writes an item as it is, or deletes one that is not there, does no more than check the condition.
        const { Key: _, ...condition } = plain;
        if (item) await callEngine(engine, 'dynamodb', 'PutItem', { ...condition, Item: item });
        else await callEngine(engine, 'dynamodb', 'DeleteItem', { ...condition, Key: key });
      }
      return { Code: 'None' };
    },
    wanted === 'ALL_OLD' ? item : undefined,
  );
}

/** What the work comes to, or why DynamoDB would cancel a transaction for it. */
async function unlessCancelled<T>(work: () => Promise<T>, item?: StoredItem): Promise<T | Reason> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const message = error.message.slice(error.code.length + 2);
    if (error.code === 'ConditionalCheckFailedException')
      return { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...(item && { Item: item }) };
    if (error.code === 'ValidationException' && CANCELS.test(message))
      return { Code: 'ValidationError', Message: message.startsWith('The provided key') ? KEY_MISMATCH : message };
    throw error;
  }
}

async function putBack(engine: Engine, { table, key, item }: BeforeImage): Promise<void> {
  if (item) await callEngine(engine, 'dynamodb', 'PutItem', { TableName: table, Item: item });
  else await callEngine(engine, 'dynamodb', 'DeleteItem', { TableName: table, Key: key });
}

const answer = (status: number, body: object): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});

const TYPES: Readonly<Record<string, string>> = { ValidationException: 'com.amazon.coral.validate' };

const refused = (code: string, Message: string, more: object = {}) =>
  answer(400, { __type: `${TYPES[code] ?? 'com.amazonaws.dynamodb.v20120810'}#${code}`, ...more, Message });

const cancelled = (reasons: readonly Reason[]) =>
  refused(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  );
