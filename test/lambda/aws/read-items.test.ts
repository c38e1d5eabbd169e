import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BatchGetItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type DynamoDb, openDynamoDb } from '../../../lambda/aws/dynamodb.ts';
import { readItems } from '../../../lambda/aws/read-items.ts';

/** dynalite always has the capacity: what DynamoDB says without it is played. */
const MOST_READ = 60;
const requests: { readonly keys: number; readonly at: number; readonly atOnce: number }[] = [];
let running = 0;

const server = createServer(async (request, response) => {
  running += 1;
  const { RequestItems = {} }: BatchGetItemCommandInput = JSON.parse(await textOf(request));
  const { Keys = [], ...rest } = RequestItems.ledger ?? {};
  requests.push({ keys: Keys.length, at: Date.now(), atOnce: running });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const left = Keys.slice(MOST_READ);
  const UnprocessedKeys = left.length > 0 ? { ledger: { Keys: left, ...rest } } : {};
  running -= 1;
  response.end(JSON.stringify({ Responses: { ledger: Keys.slice(0, MOST_READ) }, UnprocessedKeys }));
});

const textOf = async (request: IncomingMessage) => (await request.toArray()).join('');

let dynamodb: DynamoDb;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  dynamodb = openDynamoDb({ endpoint, region: 'us-east-1', credentials });
});
beforeEach(() => void requests.splice(0));
afterAll(() => void server.close());

const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `stripe#evt_${index}`);

test('asks again, after a pause, for the keys that DynamoDB had no capacity for', async () => {
  const items = await readItems(dynamodb, 'ledger', keysOf(100));
  expect(items).toEqual(keysOf(100).map((pk) => marshall({ pk })));
  expect(requests.map(({ keys }) => keys)).toEqual([100, 40]);
  expect((requests[1]?.at ?? 0) - (requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(50);
});

test('reads thousands of items without more requests at once than there are sockets', async () => {
  expect(await readItems(dynamodb, 'ledger', keysOf(20_000))).toHaveLength(20_000);
  const most = Math.max(...requests.map(({ atOnce }) => atOnce));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});
