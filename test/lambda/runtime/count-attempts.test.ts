import type { SQSRecord } from 'aws-lambda';
import type { Custody } from '../../../core/custody.ts';
import { encodeEnvelope } from '../../../core/envelope.ts';
import type { EventFacts } from '../../../core/event-facts.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { PermanentError } from '../../../lambda/runtime/permanent-error.ts';
import { type BatchParts, processBatch } from '../../../lambda/runtime/process-batch.ts';
import { counting } from '../counting.ts';

const HAPPENED = '2026-01-01T00:00:00.000Z';
const RECEIVED = '2026-01-01T00:00:02.000Z';
const START = Date.parse('2026-01-01T00:00:03.000Z');

const record = (facts: Partial<EventFacts> = {}) => {
  const its = { id: 'e', source: 'acme', provider: 'acme', type: 'job', time: HAPPENED, receivedAt: RECEIVED };
  const all = { ...its, requestId: 'r', contentType: 'application/json', ...facts };
  return { messageId: 'm', receiptHandle: 'h', body: encodeEnvelope(all, Buffer.from('{}')) } as SQSRecord;
};

/** A processor whose work takes 40 ms, with the state of its one event, and what it has counted. */
function processor(work: () => void = () => {}, before?: Custody) {
  let now = START;
  let custody = before;
  const { metrics, sums } = counting(() => now);
  const parts: BatchParts = {
    processor: 'bill',
    work: async () => {
      now += 40;
      work();
    },
    maxAttempts: 2,
    firstRetrySeconds: 1,
    fetchBody: () => Promise.reject(new Error('no body is anywhere else')),
    transactions: { write: () => Promise.reject(new Error('nothing here is transacted')) },
    ledger: {
      async swap(_, __, expected, next) {
        if (expected?.state !== custody?.state) return { taken: false, current: custody };
        custody = next;
        return { taken: true };
      },
    },
    hold: async () => {},
    sendToDeadLetterQueue: async () => {},
    count: (figures) => metrics.ofProcessor('bill', figures),
    now: () => now,
    random: () => 0,
    wait: async () => {},
    log: jsonLog(() => {}),
  };
  const invoke = (one: SQSRecord, at = START) => {
    now = at;
    const signal = new AbortController().signal;
    return processBatch([one], { id: `i-${at}`, deadline: at + 30_000, signal }, parts);
  };
  return { invoke, sums };
}

const fail = () => {
  throw new Error('no');
};
const giveUp = () => {
  throw new PermanentError('never');
};
const claimed: Custody = { state: 'claimed', owner: 'another', until: START + 60_000, attempts: 1, failures: [] };

test('an attempt that ends well is counted with its duration, what came before it, and all in all', async () => {
  const { invoke, sums } = processor();
  await invoke(record());
  expect(sums()).toEqual({
    'bill Started': 1,
    'bill Age': 1000,
    'bill Done': 1,
    'bill Duration': 40,
    'bill EndToEnd': 3040,
  });
});

test('an event is not said to take any time from a moment that its provider does not tell', async () => {
  const { invoke, sums } = processor();
  await invoke(record({ time: RECEIVED }));
  expect(sums()).not.toHaveProperty('bill EndToEnd');
});

test('a clock that runs behind makes no negative time', async () => {
  const { invoke, sums } = processor();
  await invoke(record({ time: '2026-01-01T01:00:00.000Z', receivedAt: '2026-01-01T00:30:00.000Z' }));
  expect(sums()).toMatchObject({ 'bill Age': 0, 'bill EndToEnd': 0 });
});

test('a failure is counted as one with more to come, or as the last; the wait only once', async () => {
  const { invoke, sums } = processor(fail);
  await invoke(record());
  expect(sums()).toEqual({ 'bill Started': 1, 'bill Age': 1000, 'bill Retried': 1, 'bill Duration': 40 });
  await invoke(record(), START + 60_000);
  expect(sums()).toEqual({
    'bill Started': 2,
    'bill Age': 1000,
    'bill Retried': 1,
    'bill Failed': 1,
    'bill Duration': 80,
  });
});

test('an event that no attempt can help is counted as failed at once', async () => {
  const { invoke, sums } = processor(giveUp);
  await invoke(record());
  expect(sums()).toMatchObject({ 'bill Started': 1, 'bill Failed': 1 });
  expect(sums()).not.toHaveProperty('bill Retried');
});

test.each<[string, Custody | undefined, SQSRecord, Record<string, number>]>([
  ['that another invocation holds', claimed, record(), { 'bill Contended': 1 }],
  ['whose attempts all died', { ...claimed, until: 0, attempts: 2 }, record(), { 'bill Failed': 1 }],
  ['that is done', { ...claimed, state: 'done' }, record(), {}],
  ['that is none', undefined, { ...record(), body: 'no envelope' }, { 'bill Failed': 1 }],
])('a message %s counts as that, and as no attempt', async (_, before, message, counted) => {
  const { invoke, sums } = processor(fail, before);
  await invoke(message);
  expect(sums()).toEqual(counted);
});

test('a replay says nothing of how fast events come through', async () => {
  const { invoke, sums } = processor();
  await invoke(record({ replay: 'replay-1' }), START + 86_400_000);
  expect(sums()).toEqual({ 'bill Started': 1, 'bill Done': 1, 'bill Duration': 40 });
});
