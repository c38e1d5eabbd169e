import { createHash } from 'node:crypto';
import { claimCheckOf } from '../../../core/claim-check.ts';
import { decodeEnvelope, encodeEnvelope, eventOf } from '../../../core/envelope.ts';
import type { EventFacts } from '../../../core/event-facts.ts';
import { forward, type HandedEvent } from '../../../lambda/forwarder/forward.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { PermanentError } from '../../../lambda/runtime/index.ts';
import type { Work } from '../../../lambda/runtime/runtime-parts.ts';

const facts: EventFacts = {
  id: 'evt_1',
  source: 'stripe',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-01-01T00:00:00.000Z',
  receivedAt: '2026-01-01T00:00:01.000Z',
  requestId: 'r-1',
  subject: 'acct_1',
  contentType: 'application/json',
};

const claimChecked = (body: Buffer) =>
  encodeEnvelope(facts, claimCheckOf(facts, body, createHash('sha256').update(body).digest('hex')));

/** Lets the work have a message, with the body that the runtime has fetched for it, and returns what it handed over. */
async function handedOver(message: string, rawBody: Buffer, largest = 10_000, group?: string): Promise<HandedEvent[]> {
  const handed: HandedEvent[] = [];
  const work = forward({ largest, claimCheckBucket: 'bodies', handOver: async (event) => void handed.push(event) });
  const context: Parameters<Work>[1] = {
    log: jsonLog(() => undefined).ofProcessor(),
    idempotencyKey: 'stripe#evt_1#billing',
    attempt: 1,
    maxAttempts: 10,
    signal: new AbortController().signal,
    transact: async () => undefined,
    message: { body: message, receiptHandle: 'r', envelope: decodeEnvelope(message), group },
  };
  await work(eventOf(facts, rawBody), context);
  return handed;
}

test('the envelope is handed over byte for byte, with what the target may want beside it', async () => {
  const body = Buffer.from('{ "id":"evt_1",\n "amount":12345678901234567890 }');
  const message = encodeEnvelope(facts, body);
  const [event, ...more] = await handedOver(message, body, 10_000, 'key=cus_1');
  expect(more).toEqual([]);
  expect(event).toEqual({
    envelope: message,
    id: 'evt_1',
    source: 'stripe',
    type: 'invoice.paid',
    time: facts.time,
    subject: 'acct_1',
    group: 'key=cus_1',
    identity: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('the identity stays the same with each attempt, and a replay has another one', async () => {
  const body = Buffer.from('{}');
  const identities = [facts, facts, { ...facts, replay: 'replay-1' }].map(async (each) => {
    const [event] = await handedOver(encodeEnvelope(each, body), body);
    return event?.identity;
  });
  const [first, second, replay] = await Promise.all(identities);
  expect(first).toBe(second);
  expect(replay).not.toBe(first);
});

test('a body that waits in S3 goes along where it fits', async () => {
  const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(3000) }));
  const [event] = await handedOver(claimChecked(body), body);
  expect(event?.envelope).toBe(encodeEnvelope(facts, body));
});

test('a body that does not fit stays in S3, and the envelope names bucket, key, length and digest', async () => {
  const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(30_000) }));
  const [event] = await handedOver(claimChecked(body), body);
  const envelope = JSON.parse(event?.envelope ?? '');
  expect(envelope).toEqual({ ...JSON.parse(claimChecked(body)), databucket: 'bodies' });
  expect(envelope).toMatchObject({ dataref: expect.stringMatching(/^stripe\//), datalength: body.length });
  expect(envelope.data).toBeUndefined();
});

test('a body that grows beyond the limit in the envelope stays in S3 too', async () => {
  const body = Buffer.from([...Array(9000)].map(() => 0xff));
  const [event] = await handedOver(claimChecked(body), body);
  expect(JSON.parse(event?.envelope ?? '')).toMatchObject({ databucket: 'bodies' });
});

test('an envelope that the target cannot take is given up at once', async () => {
  const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(30_000) }));
  await expect(handedOver(encodeEnvelope(facts, body), body)).rejects.toThrow(PermanentError);
  await expect(handedOver(encodeEnvelope(facts, body), body)).rejects.toThrow(
    /takes 10000: lower "claimCheckThreshold/,
  );
});
