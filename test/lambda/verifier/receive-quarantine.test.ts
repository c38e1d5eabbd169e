import type { Delivery } from '../../../core/delivery.ts';
import { defineWebhooks } from '../../../core/index.ts';
import type { QuarantinedRequest } from '../../../core/quarantine.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { quarantineKeeper } from '../../../lambda/verifier/quarantine-keeper.ts';
import { type ReceiveParts, receive } from '../../../lambda/verifier/receive.ts';

const SECRET = 'whsec_a_secret_of_enough_bytes';
const OTHER = 'whsec_another_secret_of_enough_bytes';
const NOW = Date.parse('2026-01-01T00:00:00Z');
const BODY = '{"id":"evt_1","type":"invoice.paid","created":1767225600}';
const webhooks = defineWebhooks({ sources: { stripe: {} }, processors: { bill: { on: { stripe: ['*'] } } } });

function verifier(overrides: Partial<ReceiveParts> = {}) {
  const kept: QuarantinedRequest[] = [];
  const lines: string[] = [];
  const parts: ReceiveParts = {
    webhooks,
    keys: keyCache({ read: async () => SECRET, replace: async () => false, now: () => NOW }),
    documents: { loadWithin: () => () => Promise.reject(new Error('nothing is loaded here')) },
    visit: () => Promise.reject(new Error('nothing is visited here')),
    keep: async (request) => {
      kept.push(request);
      return true;
    },
    claimChecks: { put: async () => undefined },
    claimCheckKb: 200,
    ledger: { record: async () => undefined },
    send: async () => undefined,
    now: () => NOW,
    log: jsonLog((line) => lines.push(line)),
    ...overrides,
  };
  return {
    kept,
    lines,
    post: (delivery: Delivery) => receive({ source: 'stripe', requestId: 'r-1', delivery }, parts),
  };
}

function signed(body = BODY, secret = SECRET, at = NOW): Delivery {
  const url = 'https://hooks.example.com/webhooks/stripe';
  const headers = { 'content-type': 'application/json' };
  const delivery = { method: 'POST', url, headers, body: Buffer.from(body) };
  return webhooks.sources.stripe?.provider.scheme.sign(delivery, secret, { now: at }) ?? delivery;
}

test.each([
  ['wrong-signature', signed(BODY, OTHER)],
  ['stale-timestamp', signed(BODY, SECRET, NOW - 3_600_000)],
  ['future-timestamp', signed(BODY, SECRET, NOW + 3_600_000)],
])('a request that is refused for %s is kept whole before the answer', async (cause, delivery) => {
  const { post, kept, lines } = verifier();
  expect(await post(delivery)).toMatchObject({ status: 401 });
  expect(kept).toEqual([
    { source: 'stripe', requestId: 'r-1', receivedAt: '2026-01-01T00:00:00.000Z', cause, delivery },
  ]);
  expect(lines.join()).toContain('"kept":true');
});

test.each([
  ['no signature', {}],
  ['a malformed one', { 'stripe-signature': 'of which form is this?' }],
])('a request with %s is refused and forgotten', async (_, headers) => {
  const { post, kept } = verifier();
  expect(await post({ ...signed(), headers })).toMatchObject({ status: 401 });
  expect(kept).toEqual([]);
});

test('what was accepted is not kept', async () => {
  const { post, kept } = verifier();
  expect(await post(signed())).toMatchObject({ status: 200 });
  expect(kept).toEqual([]);
});

test('of an event that comes again with another body a copy is kept without its proof, and the answer stays what it is', async () => {
  const record = async () => ({ digest: 'another', custody: new Map([['bill', {}]]) }) as never;
  const { post, kept } = verifier({ ledger: { record } });
  const { url, headers, ...rest } = signed();
  const inUrl = { ...rest, headers, url: `${url}?secret=handed-over` };
  expect(JSON.parse((await post(inUrl)).body ?? '')).toMatchObject({ status: 'duplicate' });
  const copy = { ...rest, url, headers: { 'content-type': 'application/json' } };
  expect(kept).toEqual([expect.objectContaining({ cause: 'changed-body', delivery: copy })]);
});

test('a quarantine that fails, or hangs, changes nothing about the answer', async () => {
  const broken = [() => Promise.reject(new Error('SlowDown')), () => new Promise<never>(() => undefined)];
  const keepAlive = setTimeout(() => undefined, 10_000);
  for (const put of broken) {
    const keep = quarantineKeeper({ quarantine: { count: async () => true, put }, timeoutMs: 50 });
    const { post, lines } = verifier({ keep });
    expect(await post(signed(BODY, OTHER))).toMatchObject({ status: 401, body: '{"status":"unauthorized"}' });
    expect(lines.join()).toContain('"kept":false');
  }
  clearTimeout(keepAlive);
});
