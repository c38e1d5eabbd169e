import { ConfigurationError, defineWebhooks, parseWebhooks } from '../../core/index.ts';
import { ledgerItem } from '../../core/ledger-item.ts';
import { stripe } from '../../core/providers/stripe.ts';
import { decodeQuarantined, encodeQuarantined, quarantineKey, readQuarantineKey } from '../../core/quarantine.ts';
import { placeOf } from '../../core/queue-place.ts';
import { addressed, isTenant, tenantEventId, tenantOfId } from '../../core/tenants.ts';
import { sourceOf } from './source-of.ts';

test.each(['acme', '42', 'acme-42', '0d6b9d2e-9f3c-4f6e-8b1a-2f6d3c1e5a77', 'x'.repeat(64)])(
  'a tenant can be called %s',
  (name) => expect(isTenant(name)).toBe(true),
);

test.each(['', 'Acme', 'a b', 'a/b', '..', 'a_b', '-a', 'a-', 'a--b', 'ä', 'acme.shop', 'x'.repeat(65), '*', 'a\n'])(
  'a tenant cannot be called %j',
  (name) => expect(isTenant(name)).toBe(false),
);

test('no tenant has the name that a credential of its source has', () => expect(isTenant('api')).toBe(false));

test('a source with tenants is reached for a tenant only, and one without for nobody', () => {
  const [plain, shared] = [sourceOf(stripe), sourceOf(stripe, { tenants: true })];
  expect(addressed(shared, 'acme')).toMatchObject({ name: 'stripe', tenant: 'acme' });
  expect(addressed(plain, undefined)).toBe(plain);
  for (const nobody of [addressed(shared, undefined), addressed(shared, 'No!'), addressed(plain, 'acme')])
    expect(nobody).toBeUndefined();
});

test("no two tenants' events have one id, however the provider calls them", () => {
  const long = 'x'.repeat(300);
  const pairs = [
    ['acme', 'evt_1'],
    ['other', 'evt_1'],
    ['acme', 'other/evt_1'],
    ['acme', long],
    ['other', long],
    ['acme', 'ä'],
    ['other', 'ä'],
  ] as const;
  const ids = pairs.map(([tenant, id]) => tenantEventId(tenant, id));
  expect(new Set(ids).size).toBe(pairs.length);
  expect(ids.slice(0, 2)).toEqual(['acme/evt_1', 'other/evt_1']);
  expect(ids.map(tenantOfId)).toEqual(pairs.map(([tenant]) => tenant));
  for (const id of ids) expect(id).toMatch(/^[\x20-\x7e]{1,256}$/);
});

const facts = (tenant: string) => ({
  ...{ id: tenantEventId(tenant, 'evt_1'), source: 'shopify', tenant, provider: 'shopify', type: 'orders/create' },
  ...{ time: '2026-01-01T00:00:00.000Z', receivedAt: '2026-01-01T00:00:00.000Z' },
  ...{ requestId: 'r-1', contentType: 'application/json' },
});

test("two tenants' events have items, groups and deduplication of their own", () => {
  const [one, other] = ['acme', 'other'].map((tenant) => {
    const event = { ...facts(tenant), time: new Date(0), receivedAt: new Date(0), data: {}, rawBody: Buffer.alloc(0) };
    return {
      pk: ledgerItem(facts(tenant), 'digest', [], 0).pk,
      place: placeOf({ orderedBy: () => 42 }, { facts: facts(tenant), event }),
      turn: placeOf({ fairBy: () => 42 }, { facts: facts(tenant), event }),
    };
  });
  expect(one).toMatchObject({
    pk: 'shopify#acme/evt_1',
    place: { group: 'key=acme/42' },
    turn: { group: 'key=acme/42' },
  });
  expect(other).toMatchObject({ pk: 'shopify#other/evt_1', place: { group: 'key=other/42' } });
  expect(one?.place?.deduplicationId).not.toBe(other?.place?.deduplicationId);
});

test('a kept request says whom it was addressed to, by its key too', () => {
  const entry = {
    ...{ source: 'shopify', tenant: 'acme', requestId: 'r-1', receivedAt: '2026-01-01T00:00:00.000Z' },
    cause: 'wrong-signature' as const,
  };
  const delivery = { method: 'POST', url: 'https://hooks.example.com', headers: {}, body: Buffer.from('x') };
  expect(readQuarantineKey(quarantineKey(entry))).toEqual(entry);
  expect(decodeQuarantined(encodeQuarantined({ ...entry, delivery }))).toEqual({ ...entry, delivery });
});

test('a configuration of code and one of JSON say alike that a source has tenants', () => {
  const code = defineWebhooks({ sources: { shopify: { tenants: true }, stripe: {} }, processors: {} });
  const json = parseWebhooks({ sources: { shopify: { tenants: true }, stripe: { tenants: false } }, processors: {} });
  for (const { sources } of [code, json])
    expect([sources.shopify?.tenants, sources.stripe?.tenants]).toEqual([true, undefined]);
});

test.each([
  [{ shopify: { tenants: 'yes' } }, /source "shopify": "tenants" is "yes"; allowed: true, false/],
  [{ 'aws-sns': { tenants: true } }, /source "aws-sns": "tenants" is true, but .* publishes/],
  [{ asana: { tenants: true } }, /source "asana": "tenants" is true, but Asana hands over its secret itself/],
  [{ stripe: { tenants: true, reconcile: {} } }, /source "stripe": "tenants" is true, but "reconcile" asks/],
])('%j is refused by name', (sources, sentence) => {
  expect(() => parseWebhooks({ sources, processors: {} })).toThrow(ConfigurationError);
  expect(() => parseWebhooks({ sources, processors: {} })).toThrow(sentence);
});
