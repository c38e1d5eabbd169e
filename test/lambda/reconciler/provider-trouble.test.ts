import { defineWebhooks } from '../../../core/index.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';
import { reconcilerWorld, START } from '../../reconciliation/reconciler-world.ts';
import { type StripeDouble, startStripeDouble } from '../../reconciliation/stripe-double.ts';

const MINUTE = 60_000;
let engines: Engines;
let stripe: StripeDouble;

beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());
beforeEach(async () => {
  stripe = await startStripeDouble();
});
afterEach(() => stripe.close());

/** A source whose reconciliation began an hour before its first event. */
async function begun(count: number, credential = 'rk_test') {
  const webhooks = defineWebhooks({
    sources: { stripe: { reconcile: { api: stripe.url } } },
    processors: { bill: { on: { stripe: ['invoice.*'] } } },
  });
  const it = await reconcilerWorld(engines, { webhooks, source: 'stripe', credential });
  await it.run();
  it.clock.now += 120 * MINUTE;
  for (let index = 0; index < count; index++)
    stripe.events.push({ id: `evt_${index}`, type: 'invoice.created', at: START + 60 * MINUTE + index * 1000 });
  return it;
}

test('a short limit is waited for, as long as the provider says', async () => {
  const it = await begun(1);
  stripe.trouble({ status: 429, headers: { 'retry-after': '7' } });
  expect(await it.report()).toMatchObject({ missing: ['evt_0'] });
  expect(it.clock.waited).toEqual([7000]);
});

test('a long limit ends the run, no run asks before it is over, and then the sweep goes on at its page', async () => {
  const it = await begun(150);
  stripe.trouble({ status: 503 }, { status: 503 });
  const page = await it.report({}, { mostPages: 1 });
  expect(page).toMatchObject({ looked: 100, isWhole: false });
  stripe.trouble({ status: 429, headers: { 'retry-after': '600' } });
  it.clock.now += 15 * MINUTE;
  const limited = await it.report();
  expect(limited).toMatchObject({ looked: 0, isWhole: false, limitedUntil: it.clock.now + 600_000 });
  const asked = stripe.requests.length;
  it.clock.now += 9 * MINUTE;
  expect(await it.run()).toMatchObject({ outcome: 'limited' });
  expect(stripe.requests).toHaveLength(asked);
  it.clock.now += 2 * MINUTE;
  expect(await it.report()).toMatchObject({ looked: 50, isWhole: true });
  expect(new Set(it.sent.map(({ message }) => JSON.parse(message).id)).size).toBe(150);
});

test('a page that the provider has forgotten makes the sweep start anew', async () => {
  const it = await begun(150);
  await it.report({}, { mostPages: 1 });
  stripe.events.splice(50, 1);
  it.clock.now += 15 * MINUTE;
  expect(await it.report()).toMatchObject({ looked: 149, isWhole: true });
});

test('a run ends its look when too much waits to be taken in, takes that in, and the next one goes on', async () => {
  const it = await begun(250);
  expect(await it.report({}, { mostBytes: 30_000 })).toMatchObject({ looked: 200, isWhole: false });
  expect(await it.report({}, { mostBytes: 30_000 })).toMatchObject({ looked: 50, isWhole: true });
  expect(it.sent).toHaveLength(250);
});

test('what the provider cannot do now is tried again, up to four times', async () => {
  const it = await begun(1);
  stripe.trouble({ status: 500 }, { status: 502 }, { status: 503 });
  expect(await it.report()).toMatchObject({ missing: ['evt_0'] });
  expect(stripe.requests).toHaveLength(4);
});

test('a provider that stays down fails the run; nothing is passed, and the next run may begin at once', async () => {
  const it = await begun(1);
  stripe.trouble(...Array(4).fill({ status: 500 }));
  const before = await it.state.read('stripe');
  await expect(it.run()).rejects.toThrow('127.0.0.1');
  expect(await it.state.read('stripe')).toEqual(before);
  expect(await it.report()).toMatchObject({ recovered: { evt_0: 'recovered' } });
});

test('a wrong credential fails the run in words that say what to mend, and without the credential', async () => {
  const it = await begun(1, 'rk_wrong');
  await expect(it.run()).rejects.toThrow(/127\.0\.0\.1:\d+\/v1\/events answered 401: the credential is wrong or over/);
  expect(it.lines.join('')).not.toContain('rk_wrong');
});

test('an answer that is no list fails the run', async () => {
  const it = await begun(1);
  stripe.trouble({ body: '<html>maintenance</html>' });
  await expect(it.run()).rejects.toThrow('did not answer with a list of events');
});

test('a provider that cannot be reached fails the run in words that name it', async () => {
  const it = await begun(1);
  await stripe.close();
  await expect(it.run()).rejects.toThrow(`${new URL(stripe.url).host} did not answer`);
});

test('a redirect is not followed: the credential is for the address that was asked', async () => {
  const it = await begun(1);
  stripe.trouble({ status: 302, headers: { location: `${stripe.url}/v1/events` } });
  await expect(it.run()).rejects.toThrow('answered 302');
  expect(stripe.requests).toHaveLength(1);
});

test('a run without time for more leaves the rest to the next one', async () => {
  const it = await begun(150);
  expect(await it.report({ deadline: it.clock.now + 30_000 })).toMatchObject({ looked: 0, isWhole: false });
  expect(await it.report()).toMatchObject({ looked: 150, isWhole: true });
});
