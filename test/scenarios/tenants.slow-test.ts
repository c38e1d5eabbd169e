import { createHmac } from 'node:crypto';
import { inParallel } from '../../core/in-parallel.ts';
import { defineWebhooks } from '../../core/index.ts';
import { synthesize } from '../lib/synthesize.ts';
import { eventually, type Running, startRunning } from './running.ts';

const TENANTS = Array.from({ length: 500 }, (_, index) => `tenant-${index}`);
const AT_ONCE = 8;
const secretOf = (tenant: string) => `secret-of-${tenant}-0123456789`;
/** What the source's `secretCacheSeconds` says, and how long a tenant without a secret is not asked for again. */
const [CACHE_MS, UNKNOWN_MS] = [3000, 10_000];
const SLACK_MS = 5000;

let run: Running;
beforeAll(async () => {
  const shop = Object.fromEntries(TENANTS.map((tenant) => [tenant, [secretOf(tenant)]]));
  run = await startRunning({ config: 'test/scenarios/fixtures/tenants/webhooks.ts', secrets: { shop } });
}, 120_000);
afterAll(() => run.stop());

async function deliver(tenant: string, secret: string, id: string): Promise<{ status: number; body: string }> {
  const body = JSON.stringify({ type: 'noted', id });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  const answer = await fetch(`${run.url}/webhooks/shop/${tenant}`, { method: 'POST', headers, body });
  return { status: answer.status, body: await answer.text() };
}

const statusOf = async (tenant: string, id: string) => (await deliver(tenant, secretOf(tenant), id)).status;

/** The events of the newest so many, by what the CLI prints. */
async function listed(
  ...options: string[]
): Promise<{ id: string; tenant: string; processors: Record<string, { status: string; attempts: number }> }[]> {
  const { stdout } = await run.cli('events', 'list', '--source', 'shop', '--limit', '5000', '--json', ...options);
  return JSON.parse(stdout);
}

test('the template is the same for one tenant and for 500, since it holds none', () => {
  const webhooks = defineWebhooks({
    sources: { shopify: { tenants: true } },
    processors: { any: { on: { shopify: ['*'] } } },
  });
  const resources = Object.values(synthesize({ webhooks }).template.toJSON().Resources);
  expect(JSON.stringify(resources)).not.toContain('tenant-');
  expect(resources.filter((resource) => Object(resource).Type === 'AWS::SecretsManager::Secret')).toEqual([]);
});

test('one id from 500 tenants is 500 events, each processed once, and none with the secret of another', async () => {
  const forged = await inParallel(TENANTS, AT_ONCE, async (tenant) => {
    const other = tenant === 'tenant-0' ? 'tenant-1' : 'tenant-0';
    return (await deliver(tenant, secretOf(other), 'evt_1')).status;
  });
  expect(new Set(forged)).toEqual(new Set([401]));
  const taken = await inParallel(TENANTS, AT_ONCE, (tenant) => statusOf(tenant, 'evt_1'));
  expect(new Set(taken)).toEqual(new Set([200]));
  // The providers send again what was accepted.
  await inParallel(TENANTS.slice(0, 50), AT_ONCE, (tenant) => statusOf(tenant, 'evt_1'));
  const events = await eventually(
    () => listed(),
    (all) => all.length === 500 && all.every(({ processors }) => processors.note?.status === 'done'),
    120_000,
  );
  expect(events.map(({ id }) => id).sort()).toEqual(TENANTS.map((tenant) => `${tenant}/evt_1`).sort());
  for (const { id, tenant, processors } of events) {
    expect(id).toBe(`${tenant}/evt_1`);
    expect(processors.note?.attempts).toBe(1);
  }
}, 240_000);

test('a tenant that is added while everything runs is served within the time of the cache', async () => {
  expect(await statusOf('newcomer', 'evt_1')).toBe(401);
  const unagreed = await run.pipe(secretOf('newcomer'), 'secrets', 'set', 'shop', '--tenant', 'newcomer');
  expect([unagreed.code, unagreed.stderr]).toEqual([
    2,
    expect.stringMatching(/the tenant shop\/newcomer is new.*--yes/),
  ]);
  const added = await run.pipe(
    secretOf('newcomer'),
    'secrets',
    'set',
    'shop',
    '--tenant',
    'newcomer',
    '--yes',
    '--json',
  );
  expect([added.code, JSON.parse(added.stdout)]).toEqual([
    0,
    expect.objectContaining({ source: 'shop', tenant: 'newcomer' }),
  ]);
  await eventually(
    () => statusOf('newcomer', 'evt_1'),
    (status) => status === 200,
    UNKNOWN_MS + SLACK_MS,
  );
  expect((await listed('--tenant', 'newcomer')).map(({ id }) => id)).toEqual(['newcomer/evt_1']);
  const shown = await run.cli('events', 'show', 'shop', 'evt_1', '--tenant', 'newcomer', '--json');
  expect(JSON.parse(shown.stdout)).toMatchObject({ source: 'shop', tenant: 'newcomer', id: 'newcomer/evt_1' });
  const triggered = await run.cli('trigger', 'shop', '--tenant', 'newcomer', '--json');
  expect([triggered.code, JSON.parse(triggered.stdout)]).toEqual([
    0,
    expect.objectContaining({ tenant: 'newcomer', status: 200 }),
  ]);
}, 90_000);

test('a secret that is rotated is told apart from that of every other tenant', async () => {
  const next = 'another-secret-of-tenant-1-0123456789';
  const { code } = await run.pipe(next, 'secrets', 'rotate', 'shop', '--tenant', 'tenant-1', '--now');
  expect(code).toBe(0);
  await eventually(
    () => deliver('tenant-1', next, 'evt_2'),
    ({ status }) => status === 200,
  );
  await eventually(
    () => statusOf('tenant-1', 'evt_3'),
    (status) => status === 401,
    CACHE_MS + SLACK_MS,
  );
  expect(await statusOf('tenant-2', 'evt_2')).toBe(200);
  const { stdout, code: ended } = await run.cli('secrets', 'status', 'shop', '--json');
  const statuses: { tenant: string; state: string }[] = JSON.parse(stdout);
  expect([ended, statuses.length, new Set(statuses.map(({ state }) => state))]).toEqual([0, 501, new Set(['set'])]);
  const kept = await run.cli('quarantine', 'list', '--tenant', 'tenant-1', '--json');
  expect(new Set(JSON.parse(kept.stdout).map(({ tenant }: { tenant: string }) => tenant))).toEqual(
    new Set(['tenant-1']),
  );
}, 120_000);

test('a tenant that is removed is refused as if it had never been, and can be had back', async () => {
  const removed = await run.cli('secrets', 'remove', 'shop', '--tenant', 'tenant-9', '--yes', '--json');
  expect(JSON.parse(removed.stdout)).toMatchObject({ source: 'shop', tenant: 'tenant-9' });
  await eventually(
    () => statusOf('tenant-9', 'evt_4'),
    (status) => status === 401,
    CACHE_MS + SLACK_MS,
  );
  expect(await deliver('tenant-9', secretOf('tenant-9'), 'evt_5')).toEqual(
    await deliver('never-there', 'x'.repeat(20), 'evt_5'),
  );
  const back = await run.pipe(
    secretOf('tenant-9'),
    'secrets',
    'set',
    'shop',
    '--tenant',
    'tenant-9',
    '--yes',
    '--replace',
  );
  expect([back.code, back.stderr]).toEqual([0, '']);
  await eventually(
    () => statusOf('tenant-9', 'evt_6'),
    (status) => status === 200,
    UNKNOWN_MS + SLACK_MS,
  );
}, 90_000);
