import { gunzipSync } from 'node:zlib';
import type { SQSRecord } from 'aws-lambda';
import { readArchiveLine } from '../../../core/archive.ts';
import { claimCheckOf } from '../../../core/claim-check.ts';
import type { Custody } from '../../../core/custody.ts';
import { encodeEnvelope } from '../../../core/envelope.ts';
import type { EventFacts } from '../../../core/event-facts.ts';
import { type ArchiveParts, archiveBatch } from '../../../lambda/archive/archive-batch.ts';
import { jsonLog } from '../../../lambda/log.ts';

const DIGEST = 'd'.repeat(64);

const factsOf = (id: string, receivedAt = '2026-01-31T09:15:00.000Z', source = 'stripe'): EventFacts => ({
  id,
  source,
  provider: 'stripe',
  type: 'invoice.paid',
  time: receivedAt,
  receivedAt,
  requestId: 'request',
  contentType: 'application/json',
});

const bodyOf = (id: string) => Buffer.from(`{\n  "id": "${id}"\n}`);

const record = (messageId: string, body: string) => ({ messageId, body }) as SQSRecord;

const message = (messageId: string, facts: EventFacts) => record(messageId, encodeEnvelope(facts, bodyOf(facts.id)));

/** A bucket, a ledger and a clock; each can be told to fail. */
function world(changes: Partial<ArchiveParts> = {}) {
  const objects = new Map<string, string>();
  const states = new Map<string, Custody>();
  const parts: ArchiveParts = {
    fetchBody: async () => Buffer.from('{"large":true}'),
    putObject: async (key, bytes) => void objects.set(key, gunzipSync(bytes).toString()),
    ledger: {
      async swap({ pk }, _, expected, next) {
        const current = states.get(pk);
        if (current?.owner !== expected?.owner || current?.state !== expected?.state) return { taken: false, current };
        states.set(pk, next);
        return { taken: true };
      },
    },
    now: () => 0,
    log: jsonLog(() => undefined),
    ...changes,
  };
  const archive = async (records: readonly SQSRecord[], owner = 'first', deadline = 120_000) => {
    const { batchItemFailures } = await archiveBatch(records, { id: owner, deadline }, parts);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  const lines = () => [...objects.values()].flatMap((text) => text.trimEnd().split('\n').map(readArchiveLine));
  return { objects, states, archive, lines };
}

test('writes one object for each source and hour, its lines by the time of their receipt', async () => {
  const { objects, archive } = world();
  const stays = await archive([
    message('m1', factsOf('late', '2026-01-31T09:59:59.999Z')),
    message('m2', factsOf('early', '2026-01-31T09:00:00.000Z')),
    message('m3', factsOf('next', '2026-01-31T10:00:00.000Z')),
    message('m4', factsOf('other', '2026-01-31T09:00:00.000Z', 'github')),
  ]);
  expect(stays).toEqual([]);
  const hours = new Map([...objects].map(([key, text]) => [key.split('/').slice(1, 3).join(' '), text]));
  expect([...hours.keys()].sort()).toEqual([
    'source=github hour=2026-01-31T09',
    'source=stripe hour=2026-01-31T09',
    'source=stripe hour=2026-01-31T10',
  ]);
  const text = hours.get('source=stripe hour=2026-01-31T09') ?? '';
  expect(text.split('\n').map((line) => line && JSON.parse(line).id)).toEqual(['early', 'late', '']);
});

test('keeps the very bytes, and copies in what lies elsewhere', async () => {
  const { archive, lines } = world();
  const large = factsOf('large');
  const reference = claimCheckOf(large, Buffer.from('{"large":true}'), DIGEST);
  await archive([message('m1', factsOf('small')), record('m2', encodeEnvelope(large, reference))]);
  expect(lines().map(({ facts, body }) => [facts.id, body.toString()])).toEqual([
    ['large', '{"large":true}'],
    ['small', '{\n  "id": "small"\n}'],
  ]);
});

test('makes one line of the copies of one event, and lets all of them go', async () => {
  const { archive, lines } = world();
  expect(await archive([message('m1', factsOf('a')), message('m2', factsOf('a'))])).toEqual([]);
  expect(lines()).toHaveLength(1);
});

test('writes a batch that comes again over itself, in whatever order', async () => {
  const { archive, objects } = world();
  const batch = [message('m1', factsOf('a')), message('m2', factsOf('b'))];
  await archive(batch);
  await archive(batch.toReversed(), 'second');
  expect(objects.size).toBe(1);
});

test('notes each event in the ledger as done, but only once its object is there', async () => {
  const order: string[] = [];
  const { archive } = world({
    putObject: async () => void order.push('put'),
    ledger: {
      async swap({ pk }, processor, expected, { state, attempts }) {
        order.push(`${pk} ${processor} ${expected?.state} ${state} ${attempts}`);
        return { taken: true };
      },
    },
  });
  await archive([message('m1', factsOf('a'))]);
  expect(order).toEqual(['put', 'stripe#a _archive undefined done 1']);
});

test('keeps the messages of an object that S3 does not take, and says so in the ledger', async () => {
  let isDown = true;
  const written: string[] = [];
  const { archive, states } = world({
    async putObject(key) {
      if (isDown && key.includes('source=stripe/')) throw new Error('S3 answered 503 SlowDown');
      written.push(key);
    },
  });
  const batch = [message('m1', factsOf('a')), message('m2', factsOf('b', undefined, 'github'))];
  expect(await archive(batch)).toEqual(['m1']);
  expect(states.get('github#b')).toMatchObject({ state: 'done' });
  expect(states.get('stripe#a')).toMatchObject({
    state: 'retry',
    attempts: 1,
    failures: [{ error: 'Error: S3 answered 503 SlowDown' }],
  });
  isDown = false;
  expect(await archive(batch.slice(0, 1), 'second')).toEqual([]);
  expect(states.get('stripe#a')).toMatchObject({ state: 'done', attempts: 2 });
  expect(written).toHaveLength(2);
});

test('keeps a message whose body is gone, and archives the others', async () => {
  const { archive, lines } = world({ fetchBody: async () => undefined });
  const large = factsOf('large');
  const body = encodeEnvelope(large, claimCheckOf(large, Buffer.from('{}'), DIGEST));
  expect(await archive([message('m1', factsOf('small')), record('m2', body)])).toEqual(['m2']);
  expect(lines().map(({ facts }) => facts.id)).toEqual(['small']);
});

test('keeps a message that is none of ours, for the dead-letter queue', async () => {
  expect(await world().archive([record('m1', 'hello'), message('m2', factsOf('a'))])).toEqual(['m1']);
});

test('keeps a message of which the ledger could not be told', async () => {
  const { archive, objects } = world({ ledger: { swap: () => Promise.reject(new Error('throttled')) } });
  expect(await archive([message('m1', factsOf('a'))])).toEqual(['m1']);
  expect(objects.size).toBe(1);
});

test('begins no object that might not be there in time', async () => {
  const { archive, objects } = world();
  expect(await archive([message('m1', factsOf('a'))], 'first', 19_000)).toEqual(['m1']);
  expect(objects.size).toBe(0);
});
