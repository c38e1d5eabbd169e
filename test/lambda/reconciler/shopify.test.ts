import { defineWebhooks } from '../../../core/index.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';
import { type ProviderDouble, startDouble } from '../../reconciliation/provider-double.ts';
import { reconcilerWorld, START } from '../../reconciliation/reconciler-world.ts';

const MINUTE = 60_000;
const SINCE = { since: START - 24 * 60 * MINUTE };
let engines: Engines;
let shopify: ProviderDouble;
let orders: { id: number; updated_at: string; total_price: string }[];

beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());
beforeEach(async () => {
  orders = [];
  // https://shopify.dev/docs/api/admin-rest/latest/resources/order#get-orders
  shopify = await startDouble(({ url, headers }, self) => {
    if (headers['x-shopify-access-token'] !== 'shpat_1')
      return { status: 401, body: { errors: '[API] Invalid API key' } };
    if (url.pathname.endsWith('/customers.json'))
      return { body: { customers: [{ id: 5, updated_at: iso(30), email: 'ann@example.com' }] } };
    const page = url.searchParams.get('page_info');
    // A page's token goes with the limit and nothing else.
    if (page && [...url.searchParams.keys()].some((name) => !['page_info', 'limit'].includes(name)))
      return { status: 400 };
    const start = Number(page ?? 0);
    const end = start + Number(url.searchParams.get('limit'));
    const link = `<${self.url}${url.pathname}?limit=50&page_info=${end}>; rel="next"`;
    return { body: { orders: orders.slice(start, end) }, headers: end < orders.length ? { link } : {} };
  });
});
afterEach(() => shopify.close());

const iso = (minutesAgo: number) => new Date(START - minutesAgo * MINUTE).toISOString();

const world = (on: readonly string[], backfill: readonly ('orders' | 'customers')[] = ['orders', 'customers']) =>
  reconcilerWorld(engines, {
    webhooks: defineWebhooks({
      sources: { shop: { provider: 'shopify', reconcile: { shop: 'acme.myshopify.com', backfill, api: shopify.url } } },
      processors: { work: { on: { shop: on } } },
    }),
    source: 'shop',
    credential: 'shpat_1',
  });

test('orders and customers that changed become events of their own kind, page by page, once for each change', async () => {
  const it = await world(['backfill/*']);
  orders = Array.from({ length: 70 }, (_, index) => ({
    id: 1000 + index,
    updated_at: iso(60 + index),
    total_price: '1',
  }));
  const first = await it.report(SINCE);
  expect(first).toMatchObject({ looked: 71, isWhole: true });
  expect(first.missing).toHaveLength(71);
  expect(first.missing).toContain(`backfill:orders/updated:1000:${iso(60)}`);
  const messages = it.sent.map(({ message }) => JSON.parse(message));
  expect(messages.find(({ id }) => id === `backfill:customers/updated:5:${iso(30)}`)).toMatchObject({
    type: 'backfill/customers/updated',
    subject: 'acme.myshopify.com',
    time: iso(30),
    data: { email: 'ann@example.com' },
  });
  it.clock.now += MINUTE;
  expect(await it.report(SINCE)).toMatchObject({ missing: [] });
  orders[0] = { id: 1000, updated_at: iso(10), total_price: '2' };
  expect(await it.report(SINCE)).toMatchObject({ missing: [`backfill:orders/updated:1000:${iso(10)}`] });
});

test('a processor of the real topics gets none of them', async () => {
  const it = await world(['orders/*']);
  orders = [{ id: 1, updated_at: iso(60), total_price: '1' }];
  expect(await it.report(SINCE)).toMatchObject({ looked: 2, missing: [] });
});

test('only what is asked for is read', async () => {
  const it = await world(['*'], ['customers']);
  await it.report(SINCE);
  expect(shopify.requests).toEqual([expect.stringMatching(/^GET \/admin\/api\/[\d-]+\/customers\.json\?limit=50&/)]);
});
