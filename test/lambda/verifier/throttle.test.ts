import { stripe } from '../../../core/providers/stripe.ts';
import { openPace } from '../../../lambda/aws/pace.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { throttle } from '../../../lambda/verifier/throttle.ts';
import { sourceOf } from '../../core/source-of.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
  await engines.createTable('ledger');
});
afterAll(() => engines.stop());

const log = jsonLog(() => {});
const START = Date.parse('2026-01-01T00:00:00Z');

/** One instance of the verifier, for a source with five requests a second. */
function instance(name: string, clock: { now: number }) {
  const admit = throttle({ pace: openPace('ledger', { endpoint: engines.dynamodb }), now: () => clock.now, log });
  const source = { ...sourceOf(stripe), name, maxPerSecond: 5 };
  return () => admit(source);
}
async function admitted(requests: number, ask: () => Promise<boolean>): Promise<number> {
  let count = 0;
  for (let request = 0; request < requests; request++) if (await ask()) count += 1;
  return count;
}

test('lets in a second of the rate at once, and then as many as the rate says', async () => {
  const clock = { now: START };
  const ask = instance('burst', clock);
  expect(await admitted(20, ask)).toBe(5);
  let count = 0;
  for (let step = 0; step < 40; step++) {
    clock.now += 100;
    count += await admitted(3, ask);
  }
  expect(count).toBe(20);
});

test('is one rate for all instances', async () => {
  const clock = { now: START };
  const first = instance('together', clock);
  const second = instance('together', clock);
  expect((await admitted(10, first)) + (await admitted(10, second))).toBe(5);
});

test('asks nothing of the ledger for a while once a source is full, nor ever for one without a rate', async () => {
  let calls = 0;
  const clock = { now: START };
  const pace = {
    take: async () => {
      calls += 1;
      return undefined;
    },
  };
  const admit = throttle({ pace, now: () => clock.now, log });
  const source = { ...sourceOf(stripe), maxPerSecond: 5 };
  expect(await admitted(50, () => admit(source))).toBe(0);
  expect(calls).toBe(1);
  clock.now += 100;
  await admit(source);
  expect(calls).toBe(2);
  expect(await admit(sourceOf(stripe))).toBe(true);
  expect(calls).toBe(2);
});

test('lets in what it cannot count', async () => {
  const pace = { take: () => Promise.reject(new Error('the ledger is out of reach')) };
  const admit = throttle({ pace, now: () => START, log });
  expect(await admit({ ...sourceOf(stripe), maxPerSecond: 5 })).toBe(true);
});
