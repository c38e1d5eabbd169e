import type { SQSRecord } from 'aws-lambda';
import { LOG_BYTES } from '../../core/cost/usage.ts';
import type { Custody } from '../../core/custody.ts';
import { defineWebhooks } from '../../core/index.ts';
import { stripe } from '../../core/providers/stripe.ts';
import { jsonLog } from '../../lambda/log.ts';
import { metricsTo } from '../../lambda/metrics.ts';
import { processBatch } from '../../lambda/runtime/process-batch.ts';
import { keyCache } from '../../lambda/verifier/key-cache.ts';
import { receive } from '../../lambda/verifier/receive.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const START = Date.parse('2026-01-01T00:00:00Z');
const EVENTS = 2000;
/** Each process has an event after so many milliseconds: that is a busy one. */
const PAUSE_MS = 100;

const webhooks = defineWebhooks({
  sources: { stripe: {} },
  processors: { 'record-payment': { on: { stripe: ['payment_intent.*'] } } },
});
const notHere = () => Promise.reject(new Error('nothing is asked for here'));

/** A log and metrics as Lambda has them, under a clock that we move. */
function sink() {
  let now = START;
  let bytes = 0;
  let random = 7;
  const write = (line: string) => {
    bytes += Buffer.byteLength(line) + 1;
  };
  return {
    log: jsonLog(write),
    metrics: metricsTo({ stack: 'Webhooks', write, now: () => now, later: () => {} }),
    now: () => now,
    pass(milliseconds: number) {
      now += milliseconds;
    },
    /** Some time between 0 and so many milliseconds, the same in each run. */
    some(milliseconds: number) {
      random = (random * 48_271) % 2_147_483_647;
      return random % milliseconds;
    },
    perEvent: () => bytes / EVENTS,
  };
}

/** As long as those of Stripe. */
const eventId = (index: number) => `evt_1MqqbKLt7FlGRZzm9oY${String(index).padStart(5, '0')}`;

/** What the verifier writes of accepted events, and the messages of them. */
async function verify() {
  const { log, metrics, now, pass, some, perEvent } = sink();
  const messages: string[] = [];
  const keys = keyCache({
    read: async () => `{"secrets":[{"value":"${SECRET}","id":"k1a2b3c4"}]}`,
    replace: async () => false,
    now,
  });
  const parts = {
    webhooks,
    keys,
    documents: { loadWithin: () => notHere },
    visit: notHere,
    keep: notHere,
    claimChecks: { put: notHere },
    claimCheckKb: 200,
    ledger: { record: async () => void pass(5 + some(20)) },
    send: async (_: string, message: string) => void messages.push(message),
    now,
    log,
    metrics,
  };
  for (let index = 0; index < EVENTS; index++) {
    const created = Math.floor(now() / 1000);
    const fields = { id: eventId(index), created, type: 'payment_intent.succeeded', pad: 'x'.repeat(1500 + some(500)) };
    const body = Buffer.from(JSON.stringify(fields));
    const headers = { 'content-type': 'application/json' };
    const unsigned = { method: 'POST', url: 'https://hooks.example.com/webhooks/stripe', headers, body };
    const delivery = stripe.scheme.sign(unsigned, SECRET, { now: now() });
    // API Gateway's ids of requests are as long.
    await receive({ source: 'stripe', requestId: 'JKJaXmPLvHcESHA=', delivery }, parts);
    metrics.endInvocation();
    pass(PAUSE_MS);
  }
  return { messages, perEvent: perEvent() };
}

/** What a processor writes of these messages, one in each invocation. */
async function processAll(messages: readonly string[]) {
  const { log, metrics, now, pass, some, perEvent } = sink();
  pass(60_000);
  for (const [index, body] of messages.entries()) {
    let custody: Custody | undefined;
    await processBatch(
      [{ messageId: 'm', receiptHandle: 'h', body } as SQSRecord],
      { id: `i-${index}`, deadline: now() + 30_000, signal: new AbortController().signal },
      {
        processor: 'record-payment',
        work: async () => pass(10 + some(90)),
        maxAttempts: 3,
        firstRetrySeconds: 1,
        fetchBody: notHere,
        transactions: { write: notHere },
        ledger: {
          async swap(_, __, ___, next) {
            custody = next;
            return { taken: true };
          },
        },
        hold: notHere,
        sendToDeadLetterQueue: notHere,
        count: (figures) => metrics.ofProcessor('record-payment', figures),
        now,
        random: () => 0,
        wait: notHere,
        log,
      },
    );
    expect(custody?.state).toBe('done');
    metrics.endInvocation();
    pass(PAUSE_MS);
  }
  return perEvent();
}

test('a busy function writes little of an event that is taken and processed, its metrics included', async () => {
  const { messages, perEvent } = await verify();
  expect(messages).toHaveLength(EVENTS);
  const processed = await processAll(messages);
  expect(perEvent).toBeLessThanOrEqual(LOG_BYTES.taken);
  expect(processed).toBeLessThanOrEqual(LOG_BYTES.done);
  // What a function may write for an event at all.
  expect(Math.max(LOG_BYTES.taken, LOG_BYTES.done)).toBeLessThanOrEqual(200);
});
