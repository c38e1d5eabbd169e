import fc from 'fast-check';
import type { Custody } from '../../core/custody.ts';
import { ledgerItem } from '../../core/ledger-item.ts';
import { type Ledger, openLedger } from '../../lambda/aws/ledger.ts';
import { type Engines, startEngines } from '../protocol/engines.ts';
import { fence, perform } from './aws.ts';
import { targetNames } from './calls.ts';
import { configuration } from './configurations.ts';
import { type Change, firstWorld } from './world.ts';

const two = configuration('two processors', { targets: 2 });

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
  await engines.createTable('ledger');
});
afterAll(() => engines.stop());

const custody: fc.Arbitrary<Custody> = fc.record({
  state: fc.constantFrom('claimed', 'retry', 'done', 'failed'),
  owner: fc.constantFrom('A', 'B'),
  until: fc.constantFrom(2000, 4000),
  attempts: fc.constantFrom(1, 2),
  failures: fc.constant([]),
});

/** Calls on one event: they are many, and their states few, so that conditions hold as often as they do not. */
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.oneof(
    fc.constant({ kind: 'record' as const, event: 0 }),
    fc.record({
      kind: fc.constant('swap' as const),
      event: fc.constant(0),
      target: fc.constantFrom(0, 1),
      expected: fc.option(custody, { nil: undefined }),
      next: custody,
      series: fc.constant(''),
    }),
  ),
  { minLength: 1, maxLength: 8 },
);

/** What the real ledger returns for a change, in the model's words. */
async function ask(ledger: Ledger, id: string, change: Change): Promise<unknown> {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const at = new Date(now).toISOString();
  const facts = {
    id,
    source: 's',
    provider: 'p',
    type: 't',
    time: at,
    receivedAt: at,
    requestId: 'r',
    contentType: '',
  };
  const item = ledgerItem(facts, 'digest', targetNames, now);
  if (change.kind === 'record') {
    const entry = await ledger.record(item);
    return entry ? { age: 0, custody: targetNames.map((name) => entry.custody.get(name) ?? null) } : null;
  }
  if (change.kind !== 'swap') throw new Error('the ledger knows no other change');
  const swap = await ledger.swap(item, targetNames[change.target] ?? '', change.expected, change.next);
  return swap.taken ? swap : { taken: false, current: swap.current ?? null };
}

test('the ledger of the model answers as the real one does', async () => {
  const ledger = openLedger('ledger', { endpoint: engines.dynamodb });
  let run = 0;
  const answersAlike = fc.asyncProperty(changes, async (some) => {
    const world = firstWorld(two);
    run += 1;
    for (const change of some) {
      const expected = takesCurrent(world.items[0]?.custody, change);
      const { value } = perform(world, expected, two, fence);
      expect(await ask(ledger, `evt_${run}`, expected)).toEqual(value);
    }
  });
  await fc.assert(answersAlike, { numRuns: 60, seed: 4 });
});

/** Half of the swaps are made to expect what is there. */
function takesCurrent(present: readonly (Custody | undefined)[] | undefined, change: Change): Change {
  if (change.kind !== 'swap' || change.next.attempts === 2) return change;
  return { ...change, expected: present?.[change.target] };
}
