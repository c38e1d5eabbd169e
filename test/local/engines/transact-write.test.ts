import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callEngine } from '../../../local/engines/call-engine.ts';
import { startDynalite } from '../../../local/engines/dynalite-engine.ts';
import type { Engine } from '../../../local/engines/engine.ts';
import { transactWriter } from '../../../local/engines/transact-write.ts';
import { openJournal } from '../../../local/engines/transaction-journal.ts';
import {
  counted,
  createTables,
  foundAfter,
  increment,
  runCase,
  sendTransaction,
  transactCases,
} from './transact-cases.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startDynalite(undefined);
  await createTables(engine);
});
afterAll(() => engine.close());

// `transact-write.java-test.ts` holds DynamoDB Local to the same table.
test.each(Object.entries(transactCases))('%s', async (_, each) => {
  const { answered, found } = await runCase(engine, each);
  const { status, type, message, reasons } = each;
  expect(answered).toEqual({
    status,
    type,
    message: message instanceof RegExp ? expect.stringMatching(message) : message,
    reasons: reasons?.map((reason) =>
      // dynalite says which key, too.
      'Message' in reason ? { ...reason, Message: expect.stringContaining(String(reason.Message)) } : reason,
    ),
  });
  expect(found).toEqual(foundAfter(each));
});

test('knows a request by its token, for ten minutes', async () => {
  let now = 0;
  const writer = transactWriter(engine, openJournal(undefined), () => now);
  const send = async (token: string, by: string) => {
    const { status } = await writer.answer(Buffer.from(JSON.stringify(increment(token, by))));
    return [status, await counted(engine)];
  };
  expect(await send('t', '1')).toEqual([200, '1']);
  expect(await send('t', '1')).toEqual([200, '1']);
  expect(await send('t', '5')).toEqual([400, '1']);
  expect(await send('u', '5')).toEqual([200, '6']);
  now = 600_001;
  expect(await send('t', '1')).toEqual([200, '7']);
});

test('lets nobody see half of a transaction, nor write into one', async () => {
  const pair = (n: number) => ({
    TransactItems: ['left', 'right'].map((pk) => ({
      Update: {
        TableName: 'transact-cases',
        Key: { pk: { S: pk } },
        UpdateExpression: 'SET n = :n ADD written :one',
        ExpressionAttributeValues: { ':n': { N: String(n) }, ':one': { N: '1' } },
      },
    })),
  });
  const look = async () => {
    const Keys = ['left', 'right'].map((pk) => ({ pk: { S: pk } }));
    const { Responses } = await callEngine<{
      readonly Responses: Readonly<Record<string, readonly { readonly n: object }[]>>;
    }>(engine, 'dynamodb', 'BatchGetItem', { RequestItems: { 'transact-cases': { Keys, ConsistentRead: true } } });
    return Responses['transact-cases']?.map(({ n }) => n) ?? [];
  };
  const seen: (readonly unknown[])[] = [];
  let isOver = false;
  const watching = Array.from({ length: 5 }, async () => {
    while (!isOver) seen.push(await look());
  });
  const statuses: number[] = [];
  const writeFifty = async () => {
    for (let n = 0; n < 50; n++) statuses.push((await sendTransaction(engine, pair(statuses.length))).status);
  };
  await Promise.all([writeFifty(), writeFifty()]);
  isOver = true;
  await Promise.all(watching);
  expect(statuses).toEqual(Array(100).fill(200));
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter(([left, right]) => JSON.stringify(left) !== JSON.stringify(right))).toEqual([]);
  const { Item } = await callEngine<{ readonly Item: object }>(engine, 'dynamodb', 'GetItem', {
    TableName: 'transact-cases',
    Key: { pk: { S: 'left' } },
  });
  expect(Item).toMatchObject({ written: { N: '100' } });
});

test('puts back what a run that was killed in a transaction had written of it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
  const data = join(directory, 'dynalite');
  const journal = `${data}-transaction.json`;
  try {
    const first = await startDynalite(data);
    await createTables(first);
    await sendTransaction(first, increment('t', '7'));
    expect(existsSync(journal)).toBe(false);
    await first.close();
    // As it is between the writes: those of one that was there, and of one that was not.
    const [was, absent] = [{ pk: { S: 'counted' } }, { pk: { S: 'half' } }];
    const images = [
      { table: 'transact-cases', key: was, item: { ...was, n: { N: '3' } } },
      { table: 'transact-cases', key: absent },
    ];
    writeFileSync(journal, JSON.stringify(images));
    const second = await startDynalite(data);
    expect(await counted(second)).toBe('3');
    expect(existsSync(journal)).toBe(false);
    await second.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
});
