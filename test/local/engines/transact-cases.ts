import { callEngine } from '../../../local/engines/call-engine.ts';
import type { Engine } from '../../../local/engines/engine.ts';

/** One request, and what DynamoDB makes of it. In front of it there are the items `one` (n = 1) and `text` (s = "x"). */
export interface TransactCase {
  readonly items?: unknown;
  readonly more?: object;
  readonly status?: number;
  readonly type?: string;
  readonly message?: string | RegExp;
  readonly reasons?: readonly object[];
  /** What is there afterwards, where that differs from what was there before. */
  readonly after?: Readonly<Record<string, object>>;
  /** DynamoDB Local refuses the request where DynamoDB itself cancels the transaction, as its documentation says. */
  readonly refusedByLocal?: true;
}

const TABLE = 'transact-cases';
const RANGED = 'transact-cases-ranged';
const there = { one: { pk: { S: 'one' }, n: { N: '1' } }, text: { pk: { S: 'text' }, s: { S: 'x' } } };

const put = (pk: string, more: object = {}) => ({ Put: { TableName: TABLE, Item: { pk: { S: pk } }, ...more } });
const key = (pk: string) => ({ TableName: TABLE, Key: { pk: { S: pk } } });
const remove = (pk: string, more: object = {}) => ({ Delete: { ...key(pk), ...more } });
const check = (pk: string, ConditionExpression?: string) => ({ ConditionCheck: { ...key(pk), ConditionExpression } });
const update = (pk: string, UpdateExpression: string, more: object = {}) => ({
  Update: { ...key(pk), UpdateExpression, ExpressionAttributeValues: { ':one': { N: '1' } }, ...more },
});
const ranged = (n: string) => ({ Put: { TableName: RANGED, Item: { pk: { S: 'a' }, n: { N: n } } } });
const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
const isThere = { ConditionExpression: 'attribute_exists(pk)' };
const allOld = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };

const done = { status: 200 };
const refused = { status: 400, type: 'ValidationException' };
const none = { Code: 'None' };
const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
const wrong = (Message: string) => ({ Code: 'ValidationError', Message });
const cancelled = (...reasons: readonly (typeof none | typeof failed)[]) => ({
  status: 400,
  type: 'TransactionCanceledException',
  message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
  reasons,
});
const MISTYPED = 'An operand in the update expression has an incorrect data type';

/** The requests, by what is special about them. */
export const transactCases: Readonly<Record<string, TransactCase>> = {
  'writes all of several operations': {
    items: [put('a'), update('one', 'ADD n :one'), remove('text'), check('absent', 'attribute_not_exists(pk)')],
    ...done,
    after: { a: { pk: { S: 'a' } }, one: { pk: { S: 'one' }, n: { N: '2' } }, text: {} },
  },
  'checks an item that is there': {
    items: [check('one', 'attribute_exists(n)'), put('a')],
    ...done,
    after: { a: { pk: { S: 'a' } } },
  },
  'makes an item of an update without an expression': {
    items: [{ Update: key('a') }],
    ...done,
    after: { a: { pk: { S: 'a' } } },
  },
  'deletes what is not there': { items: [remove('absent')], ...done },
  'takes 100 operations': { items: Array.from({ length: 100 }, () => put('a')).map(numbered), ...done },
  'cancels all when a later condition fails': {
    items: [put('a'), update('text', 'SET n = :one'), put('one', isNew)],
    ...cancelled(none, none, failed),
  },
  'cancels all when an earlier condition fails': {
    items: [put('one', isNew), remove('text'), put('a')],
    ...cancelled(failed, none, none),
  },
  'tells every condition that failed': {
    items: [put('one', isNew), put('a'), remove('absent', isThere)],
    ...cancelled(failed, none, failed),
  },
  'tells what is there instead, when asked': {
    items: [put('one', { ...isNew, ...allOld }), remove('absent', { ...isThere, ...allOld })],
    ...cancelled({ ...failed, ...{ Item: there.one } }, failed),
  },
  'cancels when a check of an absent item fails': {
    items: [put('a'), check('absent', 'attribute_exists(pk)')],
    ...cancelled(none, failed),
  },
  'cancels when a check of an item that is there fails': {
    items: [put('a'), check('one', 'attribute_not_exists(pk)')],
    ...cancelled(none, failed),
  },
  'cancels for a key of another type': {
    items: [put('a'), { Put: { TableName: TABLE, Item: { pk: { N: '1' } } } }],
    ...cancelled(none, wrong('One or more parameter values were invalid: Type mismatch for key')),
  },
  'cancels for an update of the key': {
    items: [update('one', 'SET pk = :one')],
    ...cancelled(
      wrong('One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key'),
    ),
  },
  'cancels for an operand of another type': {
    items: [put('a'), update('text', 'ADD s :one')],
    ...cancelled(none, wrong(MISTYPED)),
    refusedByLocal: true,
  },
  'refuses an expression that is none': {
    items: [put('a'), update('one', 'SOT n :one')],
    ...refused,
    message: /^Invalid UpdateExpression: Syntax error; /,
  },
  'refuses a value that nothing uses': {
    items: [put('a'), update('one', 'REMOVE n')],
    ...refused,
    message: 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:one}',
  },
  'refuses two operations on one item': {
    items: [put('a'), remove('a')],
    ...refused,
    message: 'Transaction request cannot include multiple operations on one item',
  },
  'refuses two operations on one item whose number is written in two ways': {
    items: [ranged('10'), ranged('1.0e1')],
    ...refused,
    message: 'Transaction request cannot include multiple operations on one item',
  },
  'refuses 101 operations': {
    items: Array.from({ length: 101 }, () => put('a')).map(numbered),
    ...refused,
    message: 'Member must have length less than or equal to 100',
  },
  'refuses more than 4 MB': {
    items: Array.from({ length: 11 }, () => put('a'))
      .map(numbered)
      .map(({ Put }) => ({ Put: { ...Put, Item: { ...Put.Item, x: { S: 'x'.repeat(390_000) } } } })),
    ...refused,
    message: /^Transaction payload size cannot exceed 4MB/,
  },
  'refuses nothing at all': {
    ...refused,
    message: "Value null at 'transactItems' failed to satisfy constraint: Member must not be null",
  },
  'refuses an empty list': {
    items: [],
    ...refused,
    message:
      "Value [] at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
  },
  'refuses an operation that is none': {
    items: [{}],
    ...refused,
    message: 'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
  },
  'refuses two operations in one': {
    items: [{ ...put('a'), ...remove('b') }],
    ...refused,
    message: 'TransactItems can only contain one of Check, Put, Update or Delete',
  },
  'refuses a check without a condition': {
    items: [put('a'), check('one')],
    ...refused,
    message:
      "Value null at 'transactItems.2.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null",
  },
  'refuses an operation without a table': {
    items: [{ Put: { Item: { pk: { S: 'a' } } } }],
    ...refused,
    message:
      "Value null at 'transactItems.1.member.put.tableName' failed to satisfy constraint: Member must not be null",
  },
  'refuses an item without its key': {
    items: [put('a'), { Put: { TableName: TABLE, Item: { id: { S: 'b' } } } }],
    ...refused,
    message: 'One of the required keys was not given a value',
  },
  'refuses a token that is too long': {
    items: [put('a')],
    more: { ClientRequestToken: 't'.repeat(37) },
    ...refused,
    message: `Value ${'t'.repeat(37)} at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36`,
  },
  'refuses a table that is not there': {
    items: [put('a'), { Put: { TableName: 'no-such-table', Item: { pk: { S: 'b' } } } }],
    status: 400,
    type: 'ResourceNotFoundException',
    // DynamoDB Local: "Cannot do operations on a non-existent table".
    message: /./,
  },
};

function numbered(_: unknown, index: number) {
  return { Put: { TableName: RANGED, Item: { pk: { S: 'numbered' }, n: { N: String(index) } } } };
}

/** Makes the tables of the cases. */
export async function createTables(engine: Engine): Promise<void> {
  const create = async (TableName: string, keys: readonly (readonly [name: string, type: string, kind: string])[]) => {
    await callEngine(engine, 'dynamodb', 'CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: keys.map(([AttributeName, , KeyType]) => ({ AttributeName, KeyType })),
    });
    const status = async () => {
      const { Table } = await callEngine<{ readonly Table: { readonly TableStatus: string } }>(
        engine,
        'dynamodb',
        'DescribeTable',
        { TableName },
      );
      return Table.TableStatus;
    };
    while ((await status()) !== 'ACTIVE');
  };
  await create(TABLE, [['pk', 'S', 'HASH']]);
  await create(RANGED, [
    ['pk', 'S', 'HASH'],
    ['n', 'N', 'RANGE'],
  ]);
}

/** Sends a transaction as it is. */
export async function sendTransaction(engine: Engine, input: object) {
  const { status, body } = await engine.answer({
    method: 'POST',
    url: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.TransactWriteItems',
      'x-amz-date': '20200101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=LOCAL/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: Buffer.from(JSON.stringify(input)),
  });
  const { __type, Message, CancellationReasons } = JSON.parse(body.toString());
  return { status, type: __type?.replace(/^.*#/, ''), message: Message, reasons: CancellationReasons };
}

/** Runs a case: what was answered, and what is there afterwards. */
export async function runCase(engine: Engine, { items, more, after = {} }: TransactCase) {
  const names = [...new Set([...Object.keys(there), ...Object.keys(after), 'a'])];
  for (const name of names) await callEngine(engine, 'dynamodb', 'DeleteItem', key(name));
  for (const Item of Object.values(there)) await callEngine(engine, 'dynamodb', 'PutItem', { TableName: TABLE, Item });
  const answered = await sendTransaction(engine, { TransactItems: items, ...more });
  const found: Record<string, unknown> = {};
  for (const name of names) {
    const got = await callEngine<{ readonly Item?: object }>(engine, 'dynamodb', 'GetItem', key(name));
    found[name] = got.Item ?? {};
  }
  return { answered, found };
}

/** What is there after a case. */
export const foundAfter = ({ after = {} }: TransactCase) => ({ a: {}, ...there, ...after });

/** One increment under a token, to be sent more than once. */
export const increment = (token: string, by: string) => ({
  TransactItems: [update('counted', 'ADD n :one', { ExpressionAttributeValues: { ':one': { N: by } } })],
  ClientRequestToken: token,
});

/** What the increments came to. */
export async function counted(engine: Engine): Promise<string | undefined> {
  const { Item } = await callEngine<{ readonly Item?: { readonly n: { readonly N: string } } }>(
    engine,
    'dynamodb',
    'GetItem',
    { ...key('counted'), ConsistentRead: true },
  );
  return Item?.n.N;
}
