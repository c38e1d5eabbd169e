import { describePlan, planRedrive } from '../../../cli/dead-letters/redrive-plan.ts';
import type { Deployment } from '../../../cli/deployment.ts';
import { letterOf } from './letters.ts';

const local = { isLocal: true, name: 'the local run' } as Deployment;
const letters = Array.from({ length: 12 }, (_, index) => letterOf(`evt_${index}`, { at: index * 60_000 }));
const scan = { wanted: letters, others: [] as ReturnType<typeof letterOf>[], heldElsewhere: 0, isWhole: true };

test('the oldest go when there is a limit', () => {
  const plan = planRedrive('bill', scan, { limit: 2 });
  expect(plan.letters.map(({ messageId }) => messageId)).toEqual(['m-evt_0', 'm-evt_1']);
  expect(describePlan(plan, local, { limit: 2 })).toContain('10 more match, beyond the limit');
});

test('the rate makes the time; without one it is a guess', () => {
  expect(planRedrive('bill', scan, { rate: 0.1 }).estimate.seconds).toBeCloseTo(120);
  expect(planRedrive('bill', scan, { rate: 1e6 }).estimate.seconds).toBeLessThan(1);
});

test('large messages cost a call for each 64 KB', () => {
  const large = letters.map((letter) => ({ ...letter, bytes: 1_048_576 }));
  const small = planRedrive('bill', scan, {}).estimate.dollars;
  const dollars = planRedrive('bill', { ...scan, wanted: large }, {}).estimate.dollars;
  expect(small).toBeCloseTo(12 * (4 * 0.4e-6 + 2 * 0.625e-6), 10);
  expect(dollars).toBeCloseTo(12 * (16 * 4 * 0.4e-6 + 2 * 0.625e-6), 10);
});

test('the plan says what goes, what stays and why', () => {
  const others = [letterOf('evt_x'), letterOf('evt_y', { facts: undefined })];
  const wanted = [...letters, letterOf('evt_z', { error: 'Error: late', at: 1e9 })];
  const plan = planRedrive('bill', { ...scan, wanted, others, heldElsewhere: 3, isWhole: false }, { rate: 1 / 60 });
  const text = describePlan(plan, { ...local, isLocal: false, name: 'the stack Webhooks' }, { rate: 1 / 60 });
  expect(text.split('\n').map((line) => line.replace(/\d{4}-[-\d]+ [:\d]+/g, 'WHEN'))).toEqual([
    'plan: 13 of 15 dead letters of bill in the stack Webhooks go back to its queue at 0.0167/s: about 13 min, less than $0.01',
    '  types:  stripe invoice.paid 13',
    '  errors: Error: no such customer 12, Error: late 1',
    '  given up from WHEN to WHEN',
    '  1 cannot be read, and go only when they are named by the id of the message',
    "  about 3 are in somebody else's hands just now: run it again for them",
    '  there may be more than could be looked at: run it again for the rest',
  ]);
});
