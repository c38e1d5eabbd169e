import { describePlan, planReplay } from '../../../cli/replay/replay-plan.ts';
import type { SelectedEvent } from '../../../cli/replay/selected-events.ts';
import { eventOf } from '../../../core/envelope.ts';
import { factsAt } from './stand-in-archive.ts';

function selected(moment: string, id: string, type: string, processors: readonly string[]): SelectedEvent {
  const facts = factsAt(moment, id, type);
  return { facts, event: eventOf(facts, Buffer.alloc(100, ' ')), digest: '', processors, writtenAt: 0 };
}

async function* day() {
  yield selected('09:00:00.000', 'a', 'order.paid', ['bill', 'ship']);
  yield selected('10:00:00.000', 'b', 'order.paid', ['bill']);
  yield selected('11:00:00.000', 'c', 'order.made', []);
  yield selected('12:00:00.000', 'd', 'order.sent', ['ship']);
}

const quiet = { rate: 2, tell: () => undefined, signal: new AbortController().signal };
const deployment = {
  name: 'the stack Hooks',
  isLocal: false,
  webhookUrl: '',
  ledgerTable: '',
  secretPrefix: '',
  aws: {},
};

test('a plan counts events, messages, types and processors', async () => {
  const plan = await planReplay(day(), {}, quiet);
  expect(plan).toEqual({
    events: 3,
    messages: 4,
    unwanted: 1,
    types: { 'acme order.paid': 2, 'acme order.sent': 1 },
    processors: { bill: 2, ship: 2 },
    missing: [],
    from: '2026-01-31T09:00:00.000Z',
    to: '2026-01-31T12:00:00.000Z',
    estimate: { seconds: 2, dollars: expect.closeTo(4 * (3 * 0.4e-6 + 3 * 0.625e-6), 9) },
  });
});

test('a plan names the ids that are not there', async () => {
  expect((await planReplay(day(), { ids: ['a', 'x', 'c'] }, quiet)).missing).toEqual(['x']);
});

test('a plan is shown in a few lines', async () => {
  const lines = describePlan(await planReplay(day(), { ids: ['x'] }, quiet), 'abc', deployment, 2).split('\n');
  expect(lines).toEqual([
    'plan: 3 events of the archive of the stack Hooks run again, 4 messages at 2/s: about 2 s, less than $0.01',
    '  types:      acme order.paid 2, acme order.sent 1',
    '  processors: bill 2, ship 2',
    expect.stringMatching(/^ {2}received from .* to .*$/),
    '  1 more are left out: no processor that is meant wants them',
    '  not in the archive: x',
    '  as the replay abc',
  ]);
});

test('no more is looked at once it is stopped', async () => {
  const controller = new AbortController();
  const tell = () => controller.abort();
  expect((await planReplay(day(), {}, { tell, signal: controller.signal })).events).toBe(1);
});
