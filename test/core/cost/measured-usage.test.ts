import { randomUUID } from 'node:crypto';
import { ACCESS_LOG_BYTES, CALLS, ENVELOPE_BYTES, LEDGER_BYTES, LOG_BYTES } from '../../../core/cost/usage.ts';
import { PermanentError } from '../../../lambda/runtime/permanent-error.ts';
import { ACCESS_LOG_FORMAT } from '../../../lib/access/access-log.ts';
import { itemBytes } from './item-bytes.ts';
import { type MeteredFunctions, startMetered } from './metered-functions.ts';
import { hmacOver } from './stripe-signature.ts';

const SECRET = 'whsec_0123456789abcdefghijklmnopqrstuv';
let functions: MeteredFunctions;
let work: () => void;
let first: { readonly request: readonly string[]; readonly invocation: readonly string[] };
beforeAll(async () => {
  work = () => undefined;
  functions = await startMetered(SECRET, () => work());
  const request = (await functions.post(delivery('evt_first'))).calls;
  first = { request, invocation: (await functions.process()).calls };
});
afterAll(() => functions.stop());
beforeEach(() => {
  work = () => undefined;
});

const idOf = () => `evt_${randomUUID().replaceAll('-', '').slice(0, 24)}`;

/** What API Gateway hands over for a body of 2 KB that Stripe has signed. */
function delivery(id: string, { type = 'payment_intent.succeeded', secret = SECRET, bytes = 2048 } = {}) {
  const head = `{"id":"${id}","object":"event","created":${Math.floor(Date.now() / 1000)},"type":"${type}","data":{"filler":"`;
  const body = `${head}${'x'.repeat(bytes - head.length - 3)}"}}`;
  return {
    version: '2.0',
    rawPath: '/webhooks/stripe',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'stripe-signature': hmacOver(body, secret) },
    pathParameters: { source: 'stripe' },
    requestContext: {
      requestId: randomUUID().slice(0, 16),
      http: { method: 'POST', path: '/webhooks/stripe', sourceIp: '203.0.113.7' },
    },
    body,
    isBase64Encoded: false,
  };
}

/** A slow machine has the processor read once more whether it is paused. */
const withoutFlow = (calls: readonly string[]) => calls.filter((call) => call !== 'GetItem');

/** The constant covers what was measured, and is not far above it. */
function expectToCover(constant: number, measured: number) {
  expect({ measured, isCovered: measured <= constant, isClose: measured >= 0.75 * constant }).toEqual({
    measured,
    isCovered: true,
    isClose: true,
  });
}

test('a new event takes two calls, and the bytes that the forecast says', async () => {
  const id = idOf();
  const { calls, logBytes } = await functions.post(delivery(id));
  expect(calls).toEqual([...Array(CALLS.record).fill('PutItem'), 'SendMessage']);
  expectToCover(LOG_BYTES.taken, logBytes);
  expectToCover(ENVELOPE_BYTES, Buffer.byteLength(functions.sent.at(-1) ?? '') - 2048);
  const item = await functions.item(`stripe#${id}`);
  expectToCover(LEDGER_BYTES.item, itemBytes(item));
  const { pk, shard, receivedAt, type, time, provider } = item;
  expectToCover(LEDGER_BYTES.entry, itemBytes({ pk, shard, receivedAt, type, time, provider }));
  await functions.process();
});

test('an attempt takes two calls; one that fails hides its message besides', async () => {
  const id = idOf();
  await functions.post(delivery(id));
  work = () => {
    throw new Error('the payment service answered 503');
  };
  const failed = await functions.process();
  expect(withoutFlow(failed.calls)).toEqual([...Array(CALLS.attempt).fill('UpdateItem'), 'ChangeMessageVisibility']);
  expectToCover(LOG_BYTES.failed, failed.logBytes);

  const other = idOf();
  await functions.post(delivery(other));
  work = () => undefined;
  const done = await functions.process();
  expect(withoutFlow(done.calls)).toEqual(Array(CALLS.attempt).fill('UpdateItem'));
  expect(done.stays).toBe(0);
  expectToCover(LOG_BYTES.done, done.logBytes);
  const item = await functions.item(`stripe#${other}`);
  const { 'processor:record-payment': custody } = item;
  expectToCover(LEDGER_BYTES.custody, itemBytes({ 'processor:record-payment': custody }));
});

test('a duplicate takes one call, an event that nobody wants none, a forged one those that keep it', async () => {
  const again = delivery(idOf());
  await functions.post(again);
  await functions.process();
  const duplicate = await functions.post(again);
  expect(duplicate.calls).toEqual(Array(CALLS.duplicate).fill('PutItem'));
  expectToCover(LOG_BYTES.taken, duplicate.logBytes);

  const ignored = await functions.post(delivery(idOf(), { type: 'charge.refunded' }));
  expect(ignored.calls).toHaveLength(CALLS.ignored);
  expectToCover(LOG_BYTES.taken, ignored.logBytes);

  const forged = () => functions.post(delivery(idOf(), { secret: 'whsec_another_secret_of_enough_bytes' }));
  // The first ones have the secret read anew.
  for (let index = 0; index < 4; index++) await forged();
  const refused = await forged();
  expect(refused.answer).toMatchObject({ statusCode: 401 });
  expect(refused.calls).toHaveLength(CALLS.kept);
  expectToCover(LOG_BYTES.refused, refused.logBytes);
});

test('an instance reads the secret and whether the processor is paused when it needs them first', () => {
  expect(first.request).toEqual(['GetSecretValue', 'PutItem', 'SendMessage']);
  expect(first.invocation).toEqual(['GetItem', ...Array(CALLS.attempt).fill('UpdateItem')]);
});

test('an event that is given up is sent once more', async () => {
  await functions.post(delivery(idOf()));
  work = () => {
    throw new PermanentError('there is no such payment');
  };
  expect(withoutFlow((await functions.process()).calls)).toEqual(['UpdateItem', 'SendMessage', 'UpdateItem']);
});

test('a large body is put into S3 once, and fetched by each attempt', async () => {
  const { calls } = await functions.post(delivery(idOf(), { bytes: 300_000 }));
  expect(calls).toEqual(['PutObject', ...Array(CALLS.record).fill('PutItem'), 'SendMessage']);
  expect(Buffer.byteLength(functions.sent.at(-1) ?? '')).toBeLessThan(2 * ENVELOPE_BYTES);
  expect(withoutFlow((await functions.process()).calls)).toEqual(['UpdateItem', 'GetObject', 'UpdateItem']);
});

test('the archive writes an object for its messages, and a note for each event', async () => {
  await functions.post(delivery(idOf()));
  expect((await functions.archive()).calls).toEqual(['PutObject', 'UpdateItem']);
  await functions.process();
});

test('a line of the access log has the bytes that the forecast says', () => {
  const values: Readonly<Record<string, string>> = {
    requestId: 'JKJaXmPLvHcESHA=',
    'identity.sourceIp': '203.0.113.207',
    status: '200',
    'error.responseType': '-',
  };
  const line = ACCESS_LOG_FORMAT.toString().replaceAll(
    /\$context\.([\w.]+)/g,
    (_, name: string) => values[name] ?? '?',
  );
  expect(line).not.toContain('?');
  expectToCover(ACCESS_LOG_BYTES, line.length);
});
