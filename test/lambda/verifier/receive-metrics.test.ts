import type { Delivery } from '../../../core/delivery.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { stripe } from '../../../core/providers/stripe.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { type ReceiveParts, receive } from '../../../lambda/verifier/receive.ts';
import { counting } from '../counting.ts';

const SECRET = 'whsec_the_first_secret_of_enough_bytes';
const OLDER = 'whsec_the_other_secret_of_enough_bytes';
const OVER = 'whsec_a_secret_whose_time_is_over';
const NOW = Date.parse('2026-01-01T00:00:00Z');
const BODY = '{"id":"evt_1","type":"invoice.paid"}';
const BYTES = BODY.length;
const webhooks = defineWebhooks({
  sources: { stripe: {}, slack: {} },
  processors: { bill: { on: { stripe: ['invoice.*'] } } },
});
const notHere = () => Promise.reject(new Error('nothing is asked for here'));

/** A verifier that takes 3 ms for each call to the ledger, and what it has counted. */
function verifier(overrides: Partial<ReceiveParts> = {}, notAfter = NOW - 1000) {
  let now = NOW;
  const { metrics, sums } = counting(() => now);
  const value = JSON.stringify({
    secrets: [SECRET, OLDER, { value: OVER, notAfter: new Date(notAfter).toISOString() }],
  });
  const parts: ReceiveParts = {
    webhooks,
    keys: keyCache({ read: async () => value, replace: async () => false, now: () => NOW }),
    documents: { loadWithin: () => notHere },
    visit: notHere,
    keep: async () => true,
    claimChecks: { put: notHere },
    claimCheckKb: 200,
    ledger: {
      record: async () => {
        now += 3;
        return undefined;
      },
    },
    send: async () => undefined,
    now: () => now,
    log: jsonLog(() => undefined),
    metrics,
    ...overrides,
  };
  const post = (delivery: Delivery, source = 'stripe') => receive({ source, requestId: 'r-1', delivery }, parts);
  return { post, sums };
}

function signed(body = BODY, secret = SECRET, at = NOW): Delivery {
  const url = 'https://hooks.example.com/webhooks/stripe';
  const headers = { 'content-type': 'application/json' };
  return stripe.scheme.sign({ method: 'POST', url, headers, body: Buffer.from(body) }, secret, { now: at });
}

const refused = (cause: string) => ({
  'stripe Refused': 1,
  [`stripe ${cause} Refused`]: 1,
});

test.each<[string, Delivery, Partial<ReceiveParts>, Record<string, number>]>([
  ['is accepted', signed(), {}, { 'stripe Accepted': 1, 'stripe AckLatency': 3 }],
  [
    'is a duplicate',
    signed(),
    { ledger: { record: async () => ({ digest: '', custody: new Map([['bill', undefined]]) }) as never } },
    { 'stripe Duplicate': 1 },
  ],
  ['is ignored', signed(BODY.replace('invoice', 'charge')), {}, { 'stripe Ignored': 1, 'stripe BodySize': BYTES - 1 }],
  [
    'is forged',
    signed(BODY, 'whsec_of_somebody_else_1234'),
    {},
    { ...refused('wrong-signature'), 'stripe Quarantined': 1 },
  ],
  ['is stale', signed(BODY, SECRET, NOW - 3_600_000), {}, { ...refused('stale-timestamp'), 'stripe Quarantined': 1 }],
  ['is not signed', { ...signed(), headers: {} }, {}, refused('missing-signature')],
  ['is not kept', signed(BODY, 'whsec_of_somebody_else_1234'), { keep: async () => false }, refused('wrong-signature')],
  ['has an expired secret', signed(BODY, OVER), {}, { ...refused('expired-secret'), 'stripe Quarantined': 1 }],
  [
    'has the other secret',
    signed(BODY, OLDER),
    {},
    { 'stripe Accepted': 1, 'stripe SignedByOlderSecret': 1, 'stripe AckLatency': 3 },
  ],
  ['is blocked', signed(), { gate: () => ({ cause: 'blocked-address', address: '' }) }, { 'stripe Blocked': 1 }],
  ['is one too many', signed(), { admit: async () => false }, { 'stripe TooMany': 1 }],
  ['is no JSON', signed('no JSON'), {}, { 'stripe Unreadable': 1, 'stripe BodySize': 7 }],
  ['cannot be recorded', signed(), { ledger: { record: notHere } }, { 'stripe Unavailable': 1 }],
  [
    'has a source without a secret',
    signed(),
    { keys: keyCache({ read: async () => '', replace: notHere, now: () => NOW }) },
    { 'stripe SecretUnset': 1 },
  ],
  ['is no POST', { ...signed(), method: 'GET' }, {}, {}],
])('a request that %s is counted once under its outcome', async (_, delivery, overrides, counted) => {
  const { post, sums } = verifier(overrides);
  await post(delivery);
  expect(sums()).toEqual({ 'stripe Received': 1, 'stripe AckLatency': 0, 'stripe BodySize': BYTES, ...counted });
});

test('a handshake is counted as one', async () => {
  const { post, sums } = verifier();
  const body = '{"type":"url_verification","challenge":"c","token":"t"}';
  const { scheme } = webhooks.sources.slack?.provider ?? {};
  const delivery = { ...signed(body), headers: { 'content-type': 'application/json' } };
  await post(scheme?.sign(delivery, SECRET, { now: NOW }) ?? delivery, 'slack');
  expect(sums()).toMatchObject({ 'slack Received': 1, 'slack Handshake': 1 });
});

test('a name that no source has is counted nowhere: anybody can make up names', async () => {
  const { post, sums } = verifier();
  for (const name of ['made-up', 'toString', '__proto__', '../x']) await post(signed(), name);
  expect(sums()).toEqual({});
});
