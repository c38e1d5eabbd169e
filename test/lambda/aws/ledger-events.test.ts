import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { BatchWriteItemCommand, CreateTableCommand, DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type LedgerItem, ledgerItem } from '../../../core/ledger-item.ts';
import { LEDGER_INDEX } from '../../../core/names.ts';
import { type AwsOptions, clientConfig } from '../../../lambda/aws/client-config.ts';
import { type LedgerEvents, openLedgerEvents } from '../../../lambda/aws/ledger-events.ts';

const START = Date.parse('2026-01-02T03:04:05.000Z');
const at = (milliseconds: number) => new Date(START + milliseconds).toISOString();

/** It comes without types. */
const dynalite: (options: object) => Server = createRequire(import.meta.url)('dynalite');
const server = dynalite({ createTableMs: 0 });
let aws: AwsOptions;
let client: DynamoDBClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  aws = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  client = new DynamoDBClient(clientConfig(aws));
});

afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

test('lists the newest events of all sources and shards, newest first', async () => {
  const events = await ledgerWith(
    'newest',
    Array.from({ length: 60 }, (_, index) => event(`evt_${index}`, { source: index % 2 ? 'stripe' : 'github', index })),
  );
  const listed = await events.list({ sources: ['stripe', 'github'], limit: 10 });
  expect(listed.map(({ receivedAt }) => receivedAt)).toEqual(Array.from({ length: 10 }, (_, index) => at(59 - index)));
});

test('lists nothing of a source that was not asked for', async () => {
  const events = await ledgerWith('sources', [event('evt_1', { source: 'stripe' }), event('x', { source: 'github' })]);
  expect(keys(await events.list({ sources: ['github'], limit: 10 }))).toEqual(['github#x']);
});

test('lists each of many events of one millisecond once, beyond the size of a page', async () => {
  const items = Array.from({ length: 2500 }, (_, index) => event(`evt_${index}`, { index: 7 }));
  const events = await ledgerWith('millisecond', items);
  const listed = await events.list({ sources: ['stripe'], limit: 3000 });
  expect(listed).toHaveLength(2500);
  expect(new Set(keys(listed)).size).toBe(2500);
});

test('keeps to the limit when many events share a millisecond', async () => {
  const items = Array.from({ length: 40 }, (_, index) => event(`evt_${index}`, { index: 7 }));
  const events = await ledgerWith('limit', [...items, event('newer', { index: 8 })]);
  const listed = keys(await events.list({ sources: ['stripe'], limit: 5 }));
  expect(listed[0]).toBe('stripe#newer');
  expect(new Set(listed).size).toBe(5);
});

test('leaves out what was received before "since", and nothing that was received at that moment', async () => {
  const items = Array.from({ length: 5 }, (_, index) => event(`evt_${index}`, { index }));
  const events = await ledgerWith('since', items);
  expect(keys(await events.list({ sources: ['stripe'], limit: 10, since: at(3) }))).toEqual([
    'stripe#evt_4',
    'stripe#evt_3',
  ]);
});

test('leaves out what was received after "until", and nothing that was received at that moment', async () => {
  const items = Array.from({ length: 5 }, (_, index) => event(`evt_${index}`, { index }));
  const events = await ledgerWith('until', items);
  const listed = async (period: object) => keys(await events.list({ sources: ['stripe'], limit: 10, ...period }));
  expect(await listed({ until: at(1) })).toEqual(['stripe#evt_1', 'stripe#evt_0']);
  expect(await listed({ since: at(1), until: at(2) })).toEqual(['stripe#evt_2', 'stripe#evt_1']);
});

test('looks past everything that does not match until the limit is reached', async () => {
  const rare = Array.from({ length: 3 }, (_, index) => event(`rare_${index}`, { index, type: 'charge.refunded' }));
  const usual = Array.from({ length: 400 }, (_, index) => event(`evt_${index}`, { index: 10 + index }));
  const events = await ledgerWith('matching', [...usual, ...rare]);
  const byType = {
    sources: ['stripe'],
    limit: 2,
    matchesRow: ({ type }: { type: string }) => type.startsWith('charge'),
  };
  expect(keys(await events.list(byType))).toEqual(['stripe#rare_2', 'stripe#rare_1']);
  const byEntry = { sources: ['stripe'], limit: 2, matches: ({ pk }: { pk: string }) => pk.includes('rare') };
  expect(keys(await events.list(byEntry))).toEqual(['stripe#rare_2', 'stripe#rare_1']);
});

test('ends a search where it is told to, and says how far back that is', async () => {
  const items = Array.from({ length: 50 }, (_, index) => event(`evt_${index}`, { index }));
  const events = await ledgerWith('horizon', items);
  const reached: string[] = [];
  const horizon = { events: 30, onReached: (receivedAt: string) => reached.push(receivedAt) };
  const search = (id: string, limit: number) =>
    events.list({ sources: ['stripe'], limit, horizon, matches: ({ pk }) => pk === `stripe#${id}` });
  expect(keys(await search('evt_20', 2))).toEqual(['stripe#evt_20']);
  expect(await search('evt_19', 2)).toEqual([]);
  expect(reached).toEqual([at(20), at(20)]);
  const first = { sources: ['stripe'], limit: 10, horizon };
  expect(await events.list(first)).toHaveLength(10);
  expect(reached).toHaveLength(2);
});

test('reads little more of the index than it lists, however many events there are', async () => {
  const items = Array.from({ length: 3000 }, (_, index) => event(`evt_${index}`, { index }));
  const events = await ledgerWith('little', items);
  const { rows } = await watching(() => events.list({ sources: ['stripe'], limit: 500 }));
  expect(rows).toBeLessThan(1500);
});

test('asks for a few shards at once, however many sources there are', async () => {
  const events = await ledgerWith('many', [event('evt_1', { source: 'source-7' })]);
  const sources = Array.from({ length: 30 }, (_, index) => `source-${index}`);
  const { result, queries, atOnce } = await watching(() => events.list({ sources, limit: 10 }));
  expect(keys(result)).toEqual(['source-7#evt_1']);
  expect(queries).toBe(30 * 16);
  expect(atOnce).toBeLessThanOrEqual(40);
});

test('reads the state per processor of the events that it lists', async () => {
  const held = { state: 'done', owner: 'me', until: 1, attempts: 2, failures: [] };
  const events = await ledgerWith('custody', [{ ...event('evt_1'), 'processor:audit': held }]);
  const [entry] = await events.list({ sources: ['stripe'], limit: 1 });
  expect(entry?.custody.get('audit')).toEqual(held);
});

test('reads events by key and leaves out those that are gone', async () => {
  const items = Array.from({ length: 150 }, (_, index) => event(`evt_${index}`));
  const events = await ledgerWith('keys', items);
  const read = await events.read([...items.map(({ pk }) => pk), 'stripe#gone']);
  expect(read.size).toBe(150);
  expect(read.get('stripe#evt_149')?.type).toBe('invoice.paid');
});

/** What a look into the ledger asks of the engine: how many queries, how many of them at once, and how many rows they bring. */
async function watching<Result>(look: () => Promise<Result>) {
  let [queries, running, atOnce, rows] = [0, 0, 0, 0];
  const watch = (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers['x-amz-target'] !== 'DynamoDB_20120810.Query') return;
    queries += 1;
    atOnce = Math.max(atOnce, ++running);
    const end = response.end.bind(response);
    const slowly = (text: string) => {
      rows += JSON.parse(text).Count;
      // Long enough for others to come meanwhile.
      setTimeout(() => {
        running -= 1;
        end(text);
      }, 50);
    };
    Object.assign(response, { end: slowly });
  };
  server.prependListener('request', watch);
  const result = await look();
  server.off('request', watch);
  return { result, queries, atOnce, rows };
}

const keys = (entries: readonly { readonly pk: string }[]) => entries.map(({ pk }) => pk);

function event(id: string, { source = 'stripe', type = 'invoice.paid', index = 0 } = {}): LedgerItem {
  const facts = { id, source, type, provider: source, requestId: 'r', contentType: 'application/json' };
  return ledgerItem({ ...facts, time: at(index), receivedAt: at(index) }, 'digest', ['audit'], START);
}

async function ledgerWith(table: string, items: readonly object[]): Promise<LedgerEvents> {
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'shard', 'receivedAt'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: LEDGER_INDEX,
          KeySchema: [
            { AttributeName: 'shard', KeyType: 'HASH' },
            { AttributeName: 'receivedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['type', 'time', 'provider'] },
        },
      ],
    }),
  );
  const writes: WriteRequest[] = items.map((item) => ({ PutRequest: { Item: marshall(item) } }));
  for (let from = 0; from < writes.length; from += 25)
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: writes.slice(from, from + 25) } }));
  return openLedgerEvents(table, aws);
}
