import { defineWebhooks } from '../../../core/index.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';
import { reconcilerWorld, START } from '../../reconciliation/reconciler-world.ts';
import { type StripeDouble, startStripeDouble } from '../../reconciliation/stripe-double.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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

const webhooksFor = (api: string) =>
  defineWebhooks({
    sources: { stripe: { reconcile: { api } } },
    processors: {
      bill: { on: { stripe: ['invoice.*'] } },
      ship: { on: { stripe: ['invoice.paid'] }, when: ({ data }) => data.data.object.ships === true },
      large: { on: { stripe: ['charge.*'] }, when: ({ data }) => data.data.object.amount > 100 },
    },
  });

const world = (send?: Parameters<typeof reconcilerWorld>[1]['send']) =>
  reconcilerWorld(engines, { webhooks: webhooksFor(stripe.url), source: 'stripe', ...(send && { send }) });

const list = (id: string, minutesAgo: number, more: Partial<StripeDouble['events'][number]> = {}) =>
  stripe.events.push({ id, type: 'invoice.created', at: START - minutesAgo * MINUTE, ...more });

const SINCE = { since: START - 24 * HOUR };

test('the first run of the schedule only begins, and the next ones take in what was sent since', async () => {
  const it = await world();
  const { clock, sent } = it;
  list('evt_old', 10);
  expect(await it.run()).toEqual({ outcome: 'begun' });
  expect(stripe.requests).toEqual([]);
  clock.now += 15 * MINUTE;
  stripe.events.push({ id: 'evt_new', type: 'invoice.created', at: START + MINUTE });
  expect(await it.report()).toMatchObject({
    missing: ['evt_new'],
    recovered: { evt_new: 'recovered' },
    lagSeconds: 300,
  });
  expect(sent.map(({ processor }) => processor)).toEqual(['bill']);
  clock.now += 15 * MINUTE;
  stripe.events[1] = { id: 'evt_new', type: 'invoice.created', at: START + MINUTE, pendingWebhooks: 0 };
  expect(await it.report()).toMatchObject({ looked: 1, missing: [] });
});

test('events on several pages are found, each once, and a second run finds none', async () => {
  const it = await world();
  for (let index = 0; index < 250; index++) list(`evt_${index}`, 300 - index);
  for (const index of [0, 99, 100, 101, 200, 244])
    stripe.events[index] = { id: `evt_${index}`, type: 'charge.failed', at: stripe.events[index]?.at ?? 0 };
  const first = await it.report(SINCE);
  expect(first).toMatchObject({ looked: 250, isWhole: true });
  expect(first.missing).toHaveLength(244);
  expect(Object.values(first.recovered)).toEqual(Array(244).fill('recovered'));
  expect(it.sent).toHaveLength(244);
  expect(stripe.requests).toHaveLength(3);
  expect(await it.report(SINCE)).toMatchObject({ missing: [], recovered: {} });
  expect(it.sent).toHaveLength(244);
});

test('an event takes the path of a verified one: described, routed by its conditions, with its own bytes', async () => {
  const it = await world();
  const object = '{ "amount": 9007199254740993, "ships":true, "note":"\\u00e9" }';
  list('evt_1', 60, { type: 'invoice.paid', object });
  await it.report(SINCE);
  expect(it.sent.map(({ processor }) => processor).sort()).toEqual(['bill', 'ship']);
  expect(it.sent[0]?.message).toContain(`"data":{"object":${object}}`);
  expect(await it.ledger.read('stripe', 'evt_1')).toMatchObject({ type: 'invoice.paid', targets: ['bill', 'ship'] });
});

test('what no processor wants, by its type or by a `when`, is not missing', async () => {
  const it = await world();
  list('evt_other', 60, { type: 'customer.created' });
  list('evt_small', 60, { type: 'charge.succeeded', object: '{"amount":5}' });
  list('evt_large', 60, { type: 'charge.succeeded', object: '{"amount":500}' });
  expect(await it.report(SINCE)).toMatchObject({ looked: 3, missing: ['evt_large'] });
});

test('an event that may be on its way is left alone until the grace period is over', async () => {
  const it = await world();
  list('evt_1', 4.9);
  expect(await it.report({ since: START - HOUR })).toMatchObject({ missing: [] });
  it.clock.now += 0.2 * MINUTE;
  expect(await it.report({ since: START - HOUR })).toMatchObject({ missing: ['evt_1'] });
});

test('an event that was recorded and never sent is sent, to whoever has not held it', async () => {
  let isDown = true;
  const it = await world(async (processor) => {
    if (isDown && processor === 'ship') throw new Error('SQS is down');
  });
  list('evt_1', 60, { type: 'invoice.paid', object: '{"ships":true}' });
  expect(await it.report(SINCE)).toMatchObject({ recovered: { evt_1: 'failed' } });
  isDown = false;
  expect(await it.report(SINCE)).toMatchObject({ missing: [] });
  it.clock.now += 6 * MINUTE;
  expect(await it.report(SINCE)).toMatchObject({ recovered: { evt_1: 'recovered' } });
  expect(it.sent.map(({ processor }) => processor)).toContain('ship');
});

test('what could not be taken in holds the progress, so that later runs come back to it', async () => {
  let isDown = true;
  const it = await world(async () => {
    if (isDown) throw new Error('SQS is down');
  });
  await it.run();
  stripe.events.push({ id: 'evt_1', type: 'invoice.created', at: START + MINUTE });
  it.clock.now += 10 * MINUTE;
  await it.report();
  it.clock.now += 5 * HOUR;
  await it.report();
  isDown = false;
  it.clock.now += 5 * HOUR;
  expect(await it.report()).toMatchObject({ recovered: { evt_1: 'recovered' } });
});

test('a dry run finds the same, and changes nothing', async () => {
  const it = await world();
  list('evt_1', 60);
  expect(await it.report({ ...SINCE, dryRun: true })).toMatchObject({ missing: ['evt_1'], recovered: {} });
  expect(it.sent).toEqual([]);
  expect(await it.ledger.read('stripe', 'evt_1')).toBeUndefined();
  expect(await it.state.read('stripe')).toBeUndefined();
});

test('an event that the list has twice, since it grew between two pages, is taken in once', async () => {
  const it = await world();
  list('evt_1', 60);
  list('evt_1', 60);
  expect(await it.report(SINCE)).toMatchObject({ looked: 2, missing: ['evt_1'] });
  expect(it.sent).toHaveLength(1);
});

test('runs at once are kept apart, and a run that died holds nobody up for longer than its deadline', async () => {
  const it = await world();
  expect(await it.state.acquire('stripe', 'dead', START, START + 302_000)).toMatchObject({ taken: true });
  expect(await it.run(SINCE)).toMatchObject({ outcome: 'busy' });
  it.clock.now += 302_001;
  list('evt_1', 60);
  expect(await it.report(SINCE)).toMatchObject({ recovered: { evt_1: 'recovered' } });
  expect(await it.state.release('stripe', 'dead', undefined)).toBe(false);
});

test('a run that takes long keeps its lease, and one that is stopped gives it back and leaves the rest', async () => {
  const it = await world();
  for (let index = 0; index < 150; index++) list(`evt_${index}`, 300 - index);
  const owners: unknown[] = [];
  let rest = 60;
  const isStopped = () => {
    it.clock.now += 10_000;
    return --rest < 0;
  };
  const { acquire } = it.state;
  const spied = async (...asked: Parameters<typeof acquire>) => {
    owners.push(asked[3] - asked[2]);
    return acquire(...asked);
  };
  Object.assign(it.parts, { state: { ...it.state, acquire: spied } });
  const stopped = await it.report({ ...SINCE, deadline: START + 3 * HOUR, isStopped });
  const outcomes = Object.values(stopped.recovered);
  expect([outcomes.includes('left'), outcomes.includes('recovered')]).toEqual([true, true]);
  expect(owners.length).toBeGreaterThan(2);
  expect(new Set(owners)).toEqual(new Set([302_000]));
  const next = await it.report(SINCE);
  const left = Object.keys(stopped.recovered).filter((id) => stopped.recovered[id] === 'left');
  expect(left.map((id) => next.recovered[id])).toEqual(left.map(() => 'recovered'));
});

test('two runs that do happen at once do no harm', async () => {
  const it = await world();
  list('evt_1', 60);
  const other = { ...it.parts.state, acquire: async () => ({ taken: true as const, progress: undefined }) };
  Object.assign(it.parts, { state: other });
  const reports = await Promise.all([it.report(SINCE), it.report(SINCE)]);
  expect(reports.map(({ recovered }) => recovered)).toEqual(Array(2).fill({ evt_1: 'recovered' }));
  expect(new Set(it.sent.map(({ message }) => JSON.parse(message).id))).toEqual(new Set(['evt_1']));
});
