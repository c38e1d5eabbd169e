import type { Custody } from '../../../core/custody.ts';
import { ledgerItem } from '../../../core/ledger-item.ts';
import type { Transacted, Transactions } from '../../../lambda/aws/transactions.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { openTransaction } from '../../../lambda/runtime/transaction.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const at = new Date(NOW).toISOString();
const facts = {
  id: 'e',
  source: 's',
  provider: 'p',
  type: 't',
  time: at,
  receivedAt: at,
  requestId: 'r',
  contentType: '',
};
const held: Custody = { state: 'claimed', owner: 'me', until: NOW + 32_000, attempts: 1, failures: [] };
const ITEMS = [{ Put: { TableName: 'table', Item: { pk: 'a' } } }];
const DONE: Transacted = { outcome: 'done' };
const BUSY: Transacted = { outcome: 'busy', error: new Error('conflict') };
const lostAnswer = () => Promise.reject(new Error('timeout'));

/** A transaction of which DynamoDB says one thing after the other, the last one for ever. */
function open(...says: readonly (Transacted | (() => Promise<Transacted>))[]) {
  let now = NOW;
  const tokens: string[] = [];
  const pauses: number[] = [];
  const write: Transactions['write'] = async (_, __, token) => {
    const said = says[Math.min(tokens.length, says.length - 1)] ?? DONE;
    tokens.push(token);
    return typeof said === 'function' ? said() : said;
  };
  const transaction = openTransaction(
    {
      transactions: { write },
      processor: 'bill',
      item: ledgerItem(facts, 'digest', ['bill'], NOW),
      invocation: { id: 'me', deadline: NOW + 30_000, signal: new AbortController().signal },
      now: () => now,
      random: () => 0,
      wait: async (milliseconds) => {
        pauses.push(milliseconds);
        now += milliseconds;
      },
      log: jsonLog(() => {}),
    },
    held,
  );
  return { ...transaction, tokens, pauses };
}

test('tries again under one token while others write the same items, or answers are lost', async () => {
  const { transact, end, tokens, pauses } = open(BUSY, lostAnswer, BUSY, DONE);
  await transact(ITEMS);
  expect(await end()).toEqual({ settlement: { isDone: true, fate: 'go' }, unheard: undefined });
  expect(tokens).toHaveLength(4);
  expect(new Set(tokens).size).toBe(1);
  expect(pauses).toEqual([50, 100, 200]);
});

test('leaves the event to be tried again when others were in its way until the deadline', async () => {
  const { transact, end, pauses } = open(BUSY);
  await expect(transact(ITEMS)).rejects.toThrow('conflict');
  expect(await end()).toEqual({ settlement: undefined, unheard: undefined });
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(28_000);
});

test('leaves the event to nobody when it may be done, not even if the processor swallows the error', async () => {
  const { transact, end } = open(lostAnswer, { outcome: 'rejected', error: new Error('no longer allowed') });
  await expect(transact(ITEMS)).rejects.toThrow('no longer allowed');
  expect(await end()).toMatchObject({ settlement: { isDone: false, fate: 'stay' } });
});

test('hands on at once what DynamoDB says of the request, and leaves the event to be tried again', async () => {
  const { transact, end, tokens } = open({ outcome: 'rejected', error: new Error('not allowed') });
  await expect(transact(ITEMS)).rejects.toThrow('not allowed');
  expect(await end()).toMatchObject({ settlement: undefined });
  expect(tokens).toHaveLength(1);
});

test('refuses a second call after a success, or beside the first, and allows one after a refusal', async () => {
  const refused: Transacted = {
    outcome: 'refused',
    refusals: [{ index: 0, code: 'ConditionalCheckFailed', message: '' }],
  };
  const { transact, end, tokens } = open(refused, DONE);
  await expect(transact(ITEMS)).rejects.toMatchObject({ name: 'TransactionRefused', refusals: refused.refusals });
  const second = transact(ITEMS);
  await expect(transact(ITEMS)).rejects.toThrow('called a second time: one call makes the event done');
  await second;
  await expect(transact(ITEMS)).rejects.toThrow('called a second time');
  expect(await end()).toMatchObject({ settlement: { isDone: true } });
  expect(new Set(tokens).size).toBe(2);
});

test('waits for a call that the processor did not await, and tells what became of it', async () => {
  const pending = open(DONE);
  void pending.transact(ITEMS);
  expect(await pending.end()).toMatchObject({ settlement: { isDone: true } });

  const error = new Error('not allowed');
  const failing = open({ outcome: 'rejected', error });
  const unawaited = failing.transact(ITEMS).catch(() => {});
  expect(await failing.end()).toEqual({ settlement: undefined, unheard: { error } });
  await unawaited;
});

test('refuses a call after the attempt has ended', async () => {
  const { transact, end, tokens } = open(DONE);
  await end();
  await expect(transact(ITEMS)).rejects.toThrow('transact was called after the processor had returned: await it there');
  expect(tokens).toEqual([]);
});
