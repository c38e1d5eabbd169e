import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { ifNewer } from '../../../lambda/runtime/index.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';

let engines: Engines;
let client: DynamoDBClient;
const table = 'customers';

beforeAll(async () => {
  engines = await startEngines();
  await engines.createTable(table, 'id');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ endpoint: engines.dynamodb, region: 'us-east-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await engines.stop();
});

const write = (id: string, name: string, version: Date | number | string, attribute?: string) =>
  ifNewer(client, { table, item: { id, name }, version, ...(attribute && { attribute }) });
const read = async (id: string) => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead: true }),
  );
  return Item && unmarshall(Item);
};
const second = (number: number) => new Date(1_767_225_600_000 + number * 1000);

test('writes what is new or newer, and tells so', async () => {
  expect(await write('a', 'Ann', second(1))).toBe(true);
  expect(await write('a', 'Anna', second(2))).toBe(true);
  expect(await read('a')).toEqual({ id: 'a', name: 'Anna', version: second(2).toISOString() });
});

test('leaves alone what is newer than that which arrives late', async () => {
  await write('b', 'Bob', second(9));
  expect(await write('b', 'Bert', second(8))).toBe(false);
  expect((await read('b'))?.name).toBe('Bob');
});

test('takes the later of two of one version', async () => {
  await write('c', 'Cid', second(1));
  expect(await write('c', 'Cyd', second(1))).toBe(true);
  expect((await read('c'))?.name).toBe('Cyd');
});

test('compares numbers as numbers, in an attribute of any name', async () => {
  await write('d', 'ninth', 9, 'updated-at');
  expect(await write('d', 'tenth', 10, 'updated-at')).toBe(true);
  expect(await write('d', 'ninth again', 9, 'updated-at')).toBe(false);
  expect(await read('d')).toEqual({ id: 'd', name: 'tenth', 'updated-at': 10 });
});

test('lets the newest win of many that arrive at once, whatever their order', async () => {
  const versions = Array.from({ length: 20 }, (_, index) => (index * 7) % 20);
  await Promise.all(versions.map((version) => write('e', `version ${version}`, version)));
  expect((await read('e'))?.name).toBe('version 19');
});

test('throws what DynamoDB throws', async () => {
  await expect(ifNewer(client, { table: 'missing', item: { id: 'f' }, version: 1 })).rejects.toThrow(
    /resource not found/i,
  );
});

test('does not take another type for an older version', async () => {
  const refused = Object.assign(new Error('refused'), {
    name: 'ConditionalCheckFailedException',
    Item: { version: { S: '2026-01-01T00:00:00.000Z' } },
  });
  await expect(
    ifNewer({ send: () => Promise.reject(refused) }, { table, item: { id: 'g' }, version: 7 }),
  ).rejects.toThrow(
    '"version" of the item in customers is of the type S, and 7 of the type N: give all versions as one type',
  );
});
