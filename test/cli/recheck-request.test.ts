import { recheckRequest } from '../../cli/quarantine/recheck-request.ts';
import type { Delivery } from '../../core/delivery.ts';
import { defineWebhooks, type Webhooks } from '../../core/index.ts';
import { providers } from '../../core/providers/index.ts';
import type { QuarantinedRequest } from '../../core/quarantine.ts';
import { keyCache } from '../../lambda/verifier/key-cache.ts';

const SECRET = 'whsec_a_secret_of_enough_bytes';
const RECEIVED = Date.parse('2026-01-01T00:00:00Z');
const webhooks = defineWebhooks({
  sources: { stripe: {}, slack: {}, lenient: { provider: 'stripe', tolerance: 7200 } },
  processors: { bill: { on: { stripe: ['invoice.*'], slack: ['*'], lenient: ['*'] } } },
});

function kept(
  source: string,
  body: string,
  at = RECEIVED,
  overrides: Partial<QuarantinedRequest> = {},
): QuarantinedRequest {
  const scheme = Object.values(webhooks.sources).find(({ name }) => name === source)?.provider.scheme;
  const headers = { 'content-type': 'application/json' };
  const plain: Delivery = {
    method: 'POST',
    url: `https://a.test/webhooks/${source}`,
    headers,
    body: Buffer.from(body),
  };
  const delivery = scheme?.sign(plain, SECRET, { now: at }) ?? plain;
  const receivedAt = new Date(RECEIVED).toISOString();
  return { source, requestId: 'r-1', receivedAt, cause: 'wrong-signature', delivery, ...overrides };
}

const recheck = (request: QuarantinedRequest, secret: string = SECRET, configuration: Webhooks = webhooks) =>
  recheckRequest(request, {
    webhooks: configuration,
    // Today is weeks later.
    keys: keyCache({ read: async () => secret, replace: async () => false, now: () => RECEIVED + 1e9 }),
    documents: { loadWithin: () => () => Promise.reject(new Error('nothing is loaded here')) },
  });

const BODY = '{"id":"evt_1","type":"invoice.paid"}';

test('a request that verifies by now can be released, however long it has waited', async () => {
  expect(await recheck(kept('stripe', BODY))).toMatchObject({
    delivery: kept('stripe', BODY).delivery,
    events: [{ id: 'evt_1', type: 'invoice.paid' }],
  });
});

test('a timestamp that was stale when it came stays stale, until the source is configured to take it', async () => {
  const cause = { cause: 'stale-timestamp' } as const;
  expect(await recheck(kept('stripe', BODY, RECEIVED - 3_600_000, cause))).toEqual({ stays: 'stale-timestamp' });
  expect(await recheck(kept('lenient', BODY, RECEIVED - 3_600_000, cause))).toMatchObject({
    events: [{ id: 'evt_1' }],
  });
});

test("the request of a tenant is verified with that tenant's secret, and is an event of that tenant", async () => {
  const tenants = defineWebhooks({
    sources: { stripe: { tenants: true } },
    processors: { any: { on: { stripe: ['*'] } } },
  });
  const asked: string[] = [];
  const read = async (name: string) => {
    asked.push(name);
    return name === 'stripe/acme' ? SECRET : undefined;
  };
  const parts = {
    webhooks: tenants,
    keys: keyCache({ read, replace: async () => false, now: () => RECEIVED }),
    documents: { loadWithin: () => () => Promise.reject(new Error('nothing is loaded here')) },
  };
  const of = (tenant?: string) => recheckRequest({ ...kept('stripe', BODY), tenant }, parts);
  expect(await of('acme')).toMatchObject({ events: [{ id: 'acme/evt_1' }] });
  expect(await of('other')).toEqual({ stays: 'secret-unset' });
  expect(await of()).toEqual({ stays: 'unknown-source' });
  expect(asked).toEqual(['stripe/acme', 'stripe/other']);
});

test('a document that cannot be loaded now holds up nothing else', async () => {
  const { stripe } = providers;
  const verify = () => Promise.reject(new Error('keys.example.com answered 503'));
  const provider = { ...stripe, scheme: { ...stripe.scheme, verify } };
  const others = defineWebhooks({ sources: { stripe: { provider } }, processors: {} });
  expect(await recheck(kept('stripe', BODY), SECRET, others)).toEqual({ stays: 'not-loaded' });
});

test.each([
  ['wrong-signature', kept('stripe', BODY), 'whsec_another_secret_of_enough_bytes'],
  ['secret-unset', kept('stripe', BODY), ''],
  ['secret-unset', kept('stripe', BODY), 'short'],
  ['unknown-source', kept('gone', BODY), SECRET],
  ['unknown-source', kept('constructor', BODY), SECRET],
  ['unreadable', kept('stripe', 'no JSON'), SECRET],
  ['ignored', kept('stripe', '{"id":"evt_1","type":"charge.failed"}'), SECRET],
  ['handshake', kept('slack', '{"type":"url_verification","challenge":"3eZbrw1a"}'), SECRET],
  ['changed-body', kept('stripe', BODY, RECEIVED, { cause: 'changed-body' }), SECRET],
])('it stays: %s', async (stays, request, secret) => {
  expect(await recheck(request, secret)).toEqual({ stays });
});
