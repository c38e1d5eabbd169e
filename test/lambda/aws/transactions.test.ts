import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Custody, completed } from '../../../core/custody.ts';
import { ledgerItem } from '../../../core/ledger-item.ts';
import { type Ledger, openLedger } from '../../../lambda/aws/ledger.ts';
import type { TransactItem } from '../../../lambda/aws/transaction-writes.ts';
import { openTransactions, type Transactions } from '../../../lambda/aws/transactions.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';

let engines: Engines;
let ledger: Ledger;
let transactions: Transactions;
beforeAll(async () => {
  engines = await startEngines();
  await engines.createTable('ledger');
  await engines.createTable('totals');
  ledger = openLedger('ledger', { endpoint: engines.dynamodb });
  transactions = openTransactions('ledger', { endpoint: engines.dynamodb });
});
afterAll(() => engines.stop());

const NOW = Date.parse('2026-01-01T00:00:00Z');
const at = new Date(NOW).toISOString();
const itemOf = (id: string) =>
  ledgerItem(
    { id, source: 's', provider: 'p', type: 't', time: at, receivedAt: at, requestId: 'r', contentType: '' },
    'digest',
    ['bill'],
    NOW,
  );
const claimed: Custody = { state: 'claimed', owner: 'me', until: NOW + 1000, attempts: 1, failures: [] };
const changeOf = (id: string, expected = claimed) => ({
  item: itemOf(id),
  processor: 'bill',
  expected,
  next: completed(expected),
});
const add = (pk: string, more: { readonly ConditionExpression?: string } = {}): TransactItem => ({
  Update: {
    TableName: 'totals',
    Key: { pk },
    UpdateExpression: 'ADD amount :amount',
    ExpressionAttributeValues: { ':amount': 5 },
    ...more,
  },
});
const put = (pk: string, more: object = {}): TransactItem => ({ Put: { TableName: 'totals', Item: { pk, ...more } } });
const amountOf = async (pk: string) => Number((await engines.read('totals', pk))?.amount?.N ?? 0);
const stateOf = async (id: string) => (await ledger.read('s', id))?.custody.get('bill')?.state;

async function claimedEvent(id: string) {
  await ledger.swap(itemOf(id), 'bill', undefined, claimed);
  return changeOf(id);
}

test('writes the items, in plain values, and the state', async () => {
  const change = await claimedEvent('e1');
  const tags = new Set(['new', 'paid']);
  const items = [add('a'), put('b', { tags, nested: { at: [1, null, undefined] }, left: undefined })];
  expect(await transactions.write(change, items, 't1')).toEqual({ outcome: 'done' });
  expect(await amountOf('a')).toBe(5);
  expect(await engines.read('totals', 'b')).toEqual({
    pk: { S: 'b' },
    tags: { SS: ['new', 'paid'] },
    nested: { M: { at: { L: [{ N: '1' }, { NULL: true }] } } },
  });
  expect(await stateOf('e1')).toBe('done');
});

test('writes nothing over another state than the expected one, and tells which is there', async () => {
  await claimedEvent('e2');
  const rival = { ...claimed, owner: 'rival' };
  expect(await transactions.write(changeOf('e2', rival), [add('c')], 't2')).toEqual({
    outcome: 'lost',
    current: claimed,
  });
  expect(await transactions.write(changeOf('absent'), [add('c')], 't3')).toEqual({
    outcome: 'lost',
    current: undefined,
  });
  expect(await amountOf('c')).toBe(0);
});

test('knows what it wrote itself, with its token and without', async () => {
  const change = await claimedEvent('e3');
  for (const token of ['t4', 't4', 't5'])
    expect(await transactions.write(change, [add('d')], token)).toEqual({ outcome: 'done' });
  expect(await amountOf('d')).toBe(5);
});

test('tells which of the writes were refused, and what is there instead', async () => {
  const change = await claimedEvent('e4');
  await claimedEvent('e5');
  await transactions.write(changeOf('e5'), [put('e', { amount: 7 })], 't6');
  const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
  const isThere = { ConditionExpression: 'attribute_exists(pk)' };
  const message = 'The conditional request failed';
  expect(await transactions.write(change, [add('f'), add('e', isNew), add('g', isThere)], 't7')).toEqual({
    outcome: 'refused',
    refusals: [
      { index: 1, code: 'ConditionalCheckFailed', message, item: { pk: 'e', amount: 7 } },
      { index: 2, code: 'ConditionalCheckFailed', message, item: undefined },
    ],
  });
  expect(await amountOf('f')).toBe(0);
  expect(await stateOf('e4')).toBe('claimed');
});

test.each<[string, unknown, RegExp]>([
  ['no list', add('h'), /transact got object; allowed is a list of 1 to 99/],
  ['nothing', [], /transact got 0 writes; allowed is a list of 1 to 99: DynamoDB takes 100, and "done" is one of them/],
  ['100 writes', Array.from({ length: 100 }, (_, n) => put(`h${n}`)), /transact got 100 writes/],
  ['a write that is none', [put('h'), {}], /write 1 of transact is nothing; allowed is one of Put, Update, Delete/],
  ['two writes in one', [{ ...put('h'), ...add('i') }], /write 0 of transact is Put and Update; allowed is one/],
  [
    'two writes on one item',
    [put('h'), add('i'), put('i')],
    /two writes on one item of totals: Update \(1\) and Put \(2\)/,
  ],
  [
    'more than 4 MB',
    Array.from({ length: 11 }, (_, n) => put(`h${n}`, { x: 'x'.repeat(390_000) })),
    /4290\d+ bytes in all/,
  ],
  ['a value that DynamoDB has not', [put('h', { at: new Date(NOW) })], /Unsupported type passed/],
  ['two puts of one item', [put('h'), put('h', { n: 1 })], /cannot include multiple operations on one item/],
  [
    'a table that is not there',
    [{ Put: { TableName: 'no-table', Item: { pk: 'h' } } }],
    /Requested resource not found/,
  ],
])('rejects %s, and writes nothing', async (name, items, message) => {
  const change = await claimedEvent(`rejected ${name}`);
  const result = await transactions.write(change, items as readonly TransactItem[], `t-${name}`);
  expect(result).toEqual({
    outcome: 'rejected',
    error: expect.objectContaining({ message: expect.stringMatching(message) }),
  });
  expect(await engines.read('totals', 'h')).toBeUndefined();
  expect(await stateOf(`rejected ${name}`)).toBe('claimed');
});

describe('what DynamoDB answers', () => {
  const cancelled = (...codes: readonly string[]) => ({
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
  const ask = async (status: number, body: object) => {
    const server = createServer((_, response) => response.writeHead(status).end(JSON.stringify(body)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      return await openTransactions('ledger', { endpoint, maxAttempts: 2 }).write(changeOf('e6'), [add('j')], 't8');
    } catch {
      return { outcome: 'unknown' };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  test.each<[string, string, number, object]>([
    ['a conflict on one of the items', 'busy', 400, cancelled('TransactionConflict', 'None')],
    ['a conflict on the state', 'busy', 400, cancelled('None', 'TransactionConflict')],
    ['throttling of one of the items', 'busy', 400, cancelled('ThrottlingError', 'None')],
    ['a table at its limit', 'busy', 400, cancelled('None', 'ProvisionedThroughputExceeded')],
    ['a conflict beside a condition', 'refused', 400, cancelled('ConditionalCheckFailed', 'TransactionConflict')],
    ['a condition beside the lost claim', 'lost', 400, cancelled('ConditionalCheckFailed', 'ConditionalCheckFailed')],
    ['a missing right', 'rejected', 400, { __type: 'com.amazon.coral.service#AccessDeniedException' }],
    ['throttling', 'unknown', 400, { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' }],
    ['that it is at it', 'unknown', 400, { __type: 'com.amazonaws.dynamodb.v20120810#TransactionInProgressException' }],
    ['a failure of its own', 'unknown', 500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' }],
  ])('%s is "%s"', async (_, outcome, status, body) => {
    expect(await ask(status, body)).toMatchObject({ outcome });
  });
});
