import { createHash } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import { type ClaimCheck, claimCheckOf } from '../../../core/claim-check.ts';
import type { Custody } from '../../../core/custody.ts';
import { decodeEnvelope, encodeEnvelope } from '../../../core/envelope.ts';
import type { WebhookEvent } from '../../../core/event.ts';
import type { LedgerItem } from '../../../core/ledger-item.ts';
import { jsonLog } from '../../../lambda/log.ts';
import type { DeadLetter } from '../../../lambda/runtime/dead-letter.ts';
import { processBatch } from '../../../lambda/runtime/process-batch.ts';

const NOW = Date.parse('2026-03-01T10:20:31.000Z');
const facts = {
  id: 'evt_1',
  source: 'stripe',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-03-01T10:20:30.000Z',
  receivedAt: '2026-03-01T10:20:31.000Z',
  requestId: 'req-1',
  contentType: 'application/json',
};
const body = Buffer.from('{ "n" :12345678901234567890, "e":"\\u00e9\\/" }\n');
const claimCheck = claimCheckOf(facts, body, createHash('sha256').update(body).digest('hex'));

/** One invocation with one message that has a claim check. */
async function invoke(fetchBody: (claimCheck: ClaimCheck, signal: AbortSignal) => Promise<Buffer | undefined>) {
  const events: WebhookEvent[] = [];
  const letters: DeadLetter[] = [];
  const items: LedgerItem[] = [];
  let custody: Custody | undefined;
  const record = { messageId: 'm', receiptHandle: 'h', body: encodeEnvelope(facts, claimCheck) } as SQSRecord;
  const invocation = { id: 'i', deadline: NOW + 30_000, signal: new AbortController().signal };
  const { batchItemFailures } = await processBatch([record], invocation, {
    processor: 'bill',
    work: (event) => void events.push(event),
    maxAttempts: 3,
    firstRetrySeconds: 1,
    ledger: {
      swap: async (item, _, __, next) => {
        items.push(item);
        custody = next;
        return { taken: true };
      },
    },
    fetchBody,
    transactions: { write: () => Promise.reject(new Error('nothing here is transacted')) },
    hold: async () => undefined,
    sendToDeadLetterQueue: async (letter) => void letters.push(letter),
    now: () => NOW,
    random: () => 0.5,
    wait: async () => undefined,
    log: jsonLog(() => undefined),
  });
  return { events, letters, items, custody, stays: batchItemFailures.length };
}

test('the processor sees the event as if its body had been in the message', async () => {
  const asked: ClaimCheck[] = [];
  const { events, items, custody } = await invoke(async (wanted) => {
    asked.push(wanted);
    return body;
  });
  expect(asked).toEqual([claimCheck]);
  expect(events).toMatchObject([{ id: 'evt_1', data: { e: 'é/' }, rawBody: body }]);
  expect(items[0]?.digest).toBe(claimCheck.digest);
  expect(custody?.state).toBe('done');
});

test('a body that cannot be fetched now is a failed attempt like any other', async () => {
  const { events, letters, custody, stays } = await invoke(() => Promise.reject(new Error('S3 answered 503 SlowDown')));
  expect([events, letters]).toEqual([[], []]);
  expect(custody).toMatchObject({ state: 'retry', failures: [{ error: 'Error: S3 answered 503 SlowDown' }] });
  expect(stays).toBe(1);
});

test('a body that is gone is a dead letter at once, which says so and still names the body', async () => {
  const { events, letters, custody, stays } = await invoke(async () => undefined);
  expect(events).toEqual([]);
  expect(custody?.state).toBe('failed');
  expect(stays).toBe(0);
  const [letter] = letters;
  expect(letter?.error).toContain(`the body is not in the bucket of claim checks, which keeps it for 35 days`);
  expect(decodeEnvelope(letter?.body ?? '')).toMatchObject({ facts: { replay: 'redrive-i' }, body: claimCheck });
});
