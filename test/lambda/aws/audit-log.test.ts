import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { AuditRecord } from '../../../core/audit.ts';
import { LEDGER_INDEX } from '../../../core/names.ts';
import { type AuditLog, openAuditLog } from '../../../lambda/aws/audit-log.ts';
import { type AwsOptions, clientConfig } from '../../../lambda/aws/client-config.ts';
import { openLedgerEvents } from '../../../lambda/aws/ledger-events.ts';

/** It comes without types. */
const dynalite: (options: object) => Server = createRequire(import.meta.url)('dynalite');
const server = dynalite({ createTableMs: 0 });
let aws: AwsOptions;
let client: DynamoDBClient;
let log: AuditLog;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  aws = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  client = new DynamoDBClient(clientConfig(aws));
  const projected = ['type', 'time', 'provider'];
  await client.send(
    new CreateTableCommand({
      TableName: 'ledger',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'shard', 'receivedAt'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: LEDGER_INDEX,
          KeySchema: [
            { AttributeName: 'shard', KeyType: 'HASH' },
            { AttributeName: 'receivedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: projected },
        },
      ],
    }),
  );
  log = openAuditLog('ledger', aws);
});

afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const recordAt = (second: number, more: Partial<AuditRecord> = {}): AuditRecord => ({
  id: `id-${second}`,
  who: 'arn:aws:iam::123456789012:user/oncall',
  command: 'redrive',
  on: 'bill',
  options: { match: 'cus_7' },
  startedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
  ended: 'begun',
  counts: { planned: 2 },
  ...more,
});

test('lists the newest records first, since a moment, and no more than wanted', async () => {
  for (let second = 1; second <= 5; second++) await log.write(recordAt(second));
  const ids = async (since?: string, limit = 10) => (await log.list({ since, limit })).map(({ id }) => id);
  expect(await ids()).toEqual(['id-5', 'id-4', 'id-3', 'id-2', 'id-1']);
  expect(await ids('2026-01-01T00:00:04.000Z')).toEqual(['id-5', 'id-4']);
  expect(await ids(undefined, 2)).toEqual(['id-5', 'id-4']);
});

test('the end of an operation takes the place of its beginning', async () => {
  const begun = recordAt(3);
  const ended = {
    ...begun,
    ended: 'done',
    endedAt: '2026-01-01T00:00:09.000Z',
    counts: { planned: 2, moved: 2 },
  } as const;
  await log.write({ ...ended, error: undefined });
  const listed = await log.list({ limit: 10 });
  expect(listed).toHaveLength(5);
  expect(listed.find(({ id }) => id === begun.id)).toEqual(ended);
});

test('a record is no event of any source, is kept for 400 days, and stays small', async () => {
  await log.write(recordAt(6, { id: 'long', who: 'w'.repeat(5000), options: { match: 'm'.repeat(5000) } }));
  const { Item } = await client.send(new GetItemCommand({ TableName: 'ledger', Key: { pk: { S: '#audit#long' } } }));
  expect(Number(Item?.expires?.N)).toBe(Date.UTC(2026, 0, 1, 0, 0, 6) / 1000 + 400 * 86_400);
  expect(JSON.stringify(Item).length).toBeLessThan(2000);
  const events = openLedgerEvents('ledger', aws);
  expect(await events.list({ sources: ['stripe', 'audit'], limit: 10 })).toEqual([]);
});
