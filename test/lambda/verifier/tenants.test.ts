import { createHmac } from 'node:crypto';
import { decodeEnvelope } from '../../../core/envelope.ts';
import { defineWebhooks, hmac } from '../../../core/index.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { type ReceiveParts, receive } from '../../../lambda/verifier/receive.ts';

const provider = hmac({ header: 'X-Acme-Signature', eventId: 'body.id' });
const webhooks = defineWebhooks({
  sources: { shop: { provider, tenants: true }, plain: { provider }, twilio: { tenants: true } },
  processors: { any: { on: { shop: ['*'], plain: ['*'], twilio: ['*'] } } },
});
const secretOf = (tenant: string) => `the secret of ${tenant}, long enough`;
const tenants = Array.from({ length: 500 }, (_, index) => `tenant-${index}`);

/** A verifier over a Secrets Manager that counts, and under a clock that we move. */
function verifier(secrets = new Map(tenants.map((tenant) => [`shop/${tenant}`, secretOf(tenant)]))) {
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const reads: string[] = [];
  const [lines, records, sent]: string[][] = [[], [], []];
  const read = async (name: string) => {
    reads.push(name);
    return secrets.get(name);
  };
  const parts: ReceiveParts = {
    webhooks,
    keys: keyCache({ read, replace: async () => false, now: () => clock.now }),
    documents: { loadWithin: () => async () => ({ status: 404, text: '' }) },
    visit: async () => ({ status: 404, text: '' }),
    keep: async () => false,
    claimChecks: { put: async () => undefined },
    claimCheckKb: 200,
    ledger: {
      record: async ({ pk }) => {
        records?.push(pk);
        return undefined;
      },
    },
    send: async (_, message) => void sent?.push(message),
    now: () => clock.now,
    log: jsonLog((line) => lines?.push(line)),
  };
  const post = (source: string, tenant: string | undefined, secret: string, id = 'evt_1') => {
    const body = Buffer.from(JSON.stringify({ id }));
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
    const url = `https://hooks.example.com/webhooks/${source}/${tenant}`;
    return receive({ source, tenant, requestId: 'r-1', delivery: { method: 'POST', url, headers, body } }, parts);
  };
  return { clock, reads, lines, records, sent, secrets, post, parts };
}

test("refuses a tenant's event that is signed with the secret of another one", async () => {
  const { post, records } = verifier();
  expect((await post('shop', 'tenant-1', secretOf('tenant-2'))).status).toBe(401);
  expect((await post('shop', 'tenant-1', secretOf('tenant-1'))).status).toBe(200);
  expect(records).toEqual(['shop#tenant-1/evt_1']);
});

test('takes one id from two tenants as two events, and says in each whose it is', async () => {
  const { post, sent = [], lines = [] } = verifier();
  for (const tenant of ['tenant-1', 'tenant-2'])
    expect((await post('shop', tenant, secretOf(tenant))).status).toBe(200);
  const told = sent.map((message) => decodeEnvelope(message).facts);
  expect(told.map(({ id, tenant, source }) => [source, tenant, id])).toEqual([
    ['shop', 'tenant-1', 'tenant-1/evt_1'],
    ['shop', 'tenant-2', 'tenant-2/evt_1'],
  ]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ source: 'shop', tenant: 'tenant-1', event: 'tenant-1/evt_1' });
});

test.each([
  ['shop', undefined],
  ['shop', 'Not-A-Name'],
  ['shop', '../plain'],
  ['shop', 'x'.repeat(65)],
  ['shop', 'api'],
  ['plain', 'tenant-1'],
  ['nothing', 'tenant-1'],
])('answers 404 to %s for %j, reads nothing and logs no such name', async (source, tenant) => {
  const { post, reads, lines = [] } = verifier();
  expect((await post(source, tenant, secretOf('tenant-1'))).status).toBe(404);
  expect(reads).toEqual([]);
  expect(JSON.parse(lines[0] ?? '').tenant).toBeUndefined();
});

test('answers an unknown tenant just as a wrong signature', async () => {
  const { post, lines = [] } = verifier();
  const unknown = await post('shop', 'nobody', secretOf('nobody'));
  expect(unknown).toEqual(await post('shop', 'tenant-1', 'a wrong secret of enough bytes'));
  expect(unknown.status).toBe(401);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ message: 'refused', cause: 'unknown-tenant', tenant: 'nobody' });
});

test('reads at most 20 secrets, and then one a second, for a flood of made-up tenants, while known ones are served', async () => {
  const { post, reads, clock } = verifier();
  for (const tenant of tenants) expect((await post('shop', tenant, secretOf(tenant))).status).toBe(200);
  expect(reads).toHaveLength(500);
  const statuses = new Set<number>();
  for (let made = 0; made < 6000; made++) {
    clock.now += 10;
    statuses.add((await post('shop', `made-up-${made}`, 'any secret of enough bytes')).status);
    if (made % 20 === 0)
      expect((await post('shop', tenants[made % 500], secretOf(`tenant-${made % 500}`))).status).toBe(200);
  }
  // Who was looked for in vain is refused; who was not is told to come again, since it may be one of ours.
  expect([...statuses].sort()).toEqual([401, 503]);
  expect(reads.length - 500).toBeLessThanOrEqual(20 + 60);
});

test('asks for one made-up tenant every ten seconds, and serves it as soon as it then has a secret', async () => {
  const { post, reads, clock, secrets } = verifier(new Map());
  for (let second = 0; second < 10; second++) {
    expect((await post('shop', 'new', secretOf('new'))).status).toBe(401);
    clock.now += 999;
  }
  expect(reads).toHaveLength(1);
  secrets.set('shop/new', secretOf('new'));
  clock.now += 10;
  expect((await post('shop', 'new', secretOf('new'))).status).toBe(200);
});

test('refuses a tenant whose secret was removed once the cache is over', async () => {
  const { post, clock, secrets } = verifier();
  expect((await post('shop', 'tenant-1', secretOf('tenant-1'))).status).toBe(200);
  secrets.delete('shop/tenant-1');
  clock.now += 300_000;
  expect((await post('shop', 'tenant-1', secretOf('tenant-1'), 'evt_2')).status).toBe(401);
});

test('a removal that a forgery made it notice holds until the tenant is back, and no longer', async () => {
  const { post, clock, secrets } = verifier();
  expect((await post('shop', 'tenant-1', secretOf('tenant-1'))).status).toBe(200);
  secrets.delete('shop/tenant-1');
  expect((await post('shop', 'tenant-1', 'a wrong secret of enough bytes')).status).toBe(401);
  clock.now += 10_000;
  expect((await post('shop', 'tenant-1', secretOf('tenant-1'), 'evt_2')).status).toBe(401);
  secrets.set('shop/tenant-1', secretOf('tenant-1'));
  clock.now += 10_000;
  expect((await post('shop', 'tenant-1', secretOf('tenant-1'), 'evt_2')).status).toBe(200);
});

test('answers 503 to a tenant whose secret is there and useless: that is our fault', async () => {
  const { post } = verifier(new Map([['shop/acme', 'short']]));
  expect((await post('shop', 'acme', 'short')).status).toBe(503);
});

test('bounds the reads that forgeries for known tenants cause', async () => {
  const { post, reads, clock } = verifier();
  for (const tenant of tenants) await post('shop', tenant, secretOf(tenant));
  for (let round = 0; round < 10; round++)
    for (const tenant of tenants) {
      clock.now += 1;
      await post('shop', tenant, 'a wrong secret of enough bytes');
    }
  expect(reads.length - 500).toBeLessThanOrEqual(20 + 5);
});

test('keeps the keys of 2,000 tenants and no more', async () => {
  const many = Array.from({ length: 2001 }, (_, index) => `t-${index}`);
  const { post, reads } = verifier(new Map(many.map((tenant) => [`shop/${tenant}`, secretOf(tenant)])));
  for (const tenant of many) await post('shop', tenant, secretOf(tenant));
  await post('shop', 't-1', secretOf('t-1'), 'evt_2');
  expect(reads).toHaveLength(2001);
  await post('shop', 't-0', secretOf('t-0'), 'evt_2');
  expect(reads).toHaveLength(2002);
});

test('verifies a signature over the URL with the tenant in it', async () => {
  const { parts, records } = verifier(new Map([['twilio/acme', 'a token of enough bytes!']]));
  const scheme = webhooks.sources.twilio?.provider.scheme;
  const unsigned = {
    method: 'POST',
    url: 'https://hooks.example.com/webhooks/twilio/acme',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from('MessageSid=SM1&From=%2B15550100'),
  };
  const delivery = scheme?.sign(unsigned, 'a token of enough bytes!', { now: 0 }) ?? unsigned;
  const to = (tenant: string, url: string) =>
    receive({ source: 'twilio', tenant, requestId: 'r-1', delivery: { ...delivery, url } }, parts);
  expect((await to('acme', unsigned.url.replace('/acme', ''))).status).toBe(401);
  expect((await to('acme', unsigned.url)).status).toBe(200);
  expect(records).toHaveLength(1);
});
