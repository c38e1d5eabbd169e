import type { SQSRecord } from 'aws-lambda';
import type { Custody } from '../../../core/custody.ts';
import { encodeEnvelope } from '../../../core/envelope.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { PermanentError } from '../../../lambda/runtime/permanent-error.ts';
import { processBatch } from '../../../lambda/runtime/process-batch.ts';

const TIMEOUT_MS = 30_000;

/** A runtime over a ledger in memory, whose clock moves only as told. */
function openRuntime(work: (id: string) => void | Promise<void>) {
  const custody = new Map<string, Custody>();
  const held: string[] = [];
  const buried: (string | undefined)[] = [];
  const runtime = {
    now: 0,
    held,
    buried,
    run: async (records: readonly SQSRecord[]) => {
      const { batchItemFailures } = await processBatch(
        records,
        { id: `invocation-${runtime.now}`, deadline: runtime.now + TIMEOUT_MS, signal: new AbortController().signal },
        {
          processor: 'work',
          work: async ({ id }) => work(id),
          maxAttempts: 2,
          firstRetrySeconds: 10,
          fetchBody: () => Promise.reject(new Error('no body is anywhere else')),
          transactions: { write: () => Promise.reject(new Error('nothing here is transacted')) },
          ledger: {
            async swap({ pk }, _, __, next) {
              if (custody.get(pk)?.state === 'done') return { taken: false, current: custody.get(pk) };
              custody.set(pk, next);
              return { taken: true };
            },
          },
          hold: async ({ receiptHandle }, seconds) => void held.push(`${receiptHandle} ${seconds}`),
          sendToDeadLetterQueue: async (_, { group }) => void buried.push(group),
          now: () => runtime.now,
          random: () => 0.5,
          wait: async () => {},
          log: jsonLog(() => {}),
        },
      );
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
  };
  return runtime;
}

const facts = (id: string) => ({
  id,
  source: 'acme',
  provider: 'acme',
  type: 'change',
  time: '2026-01-01T00:00:00.000Z',
  receivedAt: '2026-01-01T00:00:00.000Z',
  requestId: 'request',
  contentType: 'application/json',
});

const record = (id: string, attributes?: Partial<SQSRecord['attributes']>) =>
  ({ messageId: id, receiptHandle: id, body: encodeEnvelope(facts(id), Buffer.from('{}')), attributes }) as SQSRecord;
const ordered = (id: string, group: string) => record(id, { MessageGroupId: group, SequenceNumber: '1' });

const failOn =
  (failing: string, seen: string[], error = new Error('failed')) =>
  (id: string) => {
    seen.push(id);
    if (id === failing) throw error;
  };

test('returns the failed event and all that follow it in its group unprocessed, and makes these visible behind it', async () => {
  const seen: string[] = [];
  const { run, held } = openRuntime(failOn('a2', seen));
  const batch = ['a1', 'a2', 'a3', 'a4'].map((id) => ordered(id, 'a'));
  expect(await run([...batch, ordered('b1', 'b')])).toEqual(['a2', 'a3', 'a4']);
  expect(seen.sort()).toEqual(['a1', 'a2', 'b1']);
  expect(held).toEqual(['a2 10', 'a3 0', 'a4 0']);
});

test('works through a group one after the other', async () => {
  const seen: string[] = [];
  const { run } = openRuntime(async (id) => {
    seen.push(`${id} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${id} ends`);
  });
  await run([ordered('a1', 'a'), ordered('a2', 'a')]);
  expect(seen).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends']);
});

test('goes on with a group once an event of it is in the dead-letter queue, in the same group', async () => {
  const seen: string[] = [];
  const { run, buried } = openRuntime(failOn('a1', seen, new PermanentError('no')));
  expect(await run([ordered('a1', 'a'), ordered('a2', 'a')])).toEqual([]);
  expect(seen).toEqual(['a1', 'a2']);
  expect(buried).toEqual(['a']);
});

test('begins no further event of a group in the second half of an invocation', async () => {
  const seen: string[] = [];
  const runtime = openRuntime((id) => {
    seen.push(id);
    runtime.now += 11_000;
  });
  expect(await runtime.run(['a1', 'a2', 'a3', 'a4'].map((id) => ordered(id, 'a')))).toEqual(['a3', 'a4']);
  expect(seen).toEqual(['a1', 'a2']);
  expect(runtime.held).toEqual(['a3 0', 'a4 0']);
});

test('lets the events of a tenant on a standard queue run side by side, though they are of one group', async () => {
  const seen: string[] = [];
  const { run, held } = openRuntime(failOn('t1', seen));
  expect(await run(['t1', 't2'].map((id) => record(id, { MessageGroupId: 't' })))).toEqual(['t1']);
  expect(seen).toEqual(['t1', 't2']);
  expect(held).toEqual(['t1 10']);
});

test('lets no event of a group overtake one that only a later version can read', async () => {
  const seen: string[] = [];
  const { run, held, buried } = openRuntime((id) => void seen.push(id));
  const first = ordered('a1', 'a');
  const newer = { ...first, body: first.body.replace('{', '{"envelopeversion":2,') };
  expect(await run([newer, ordered('a2', 'a'), ordered('b1', 'b')])).toEqual(['a1', 'a2']);
  expect(seen).toEqual(['b1']);
  expect(held).toEqual(['a1 60', 'a2 0']);
  expect(buried).toEqual([]);
});
