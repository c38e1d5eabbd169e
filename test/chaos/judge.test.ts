import { openChronicle } from './chronicle.ts';
import type { Effect } from './effects.ts';
import { planOf } from './event-plan.ts';
import { type Found, judge } from './judge.ts';

const KEY = 'e0#first';
const plan = { ...planOf(0, () => 0), type: 'plain' } as const;

/** One event that was accepted and processed, unless something else is said. */
function found(other: Partial<Found> = {}): Found {
  return {
    sent: { begun: new Map([['e0', plan]]), accepted: new Set(['e0']), answers: new Map(), counts: new Map() },
    effects: new Map([[KEY, [effect(1, 100)]]]),
    archived: new Set(['e0']),
    states: new Map([
      [KEY, 'done'],
      ['e0#_archive', 'done'],
    ]),
    letters: [],
    seenDone: new Set([KEY]),
    waiting: 0,
    ...other,
  };
}

const effect = (attempt: number, processId: number): Effect => ({ key: KEY, attempt, processId, at: Date.now() });

const violationsOf = (other: Partial<Found>, chronicle = openChronicle()) =>
  judge(found(other), chronicle).violations.map(({ what }) => what);

test('finds nothing where every event was processed once', () => {
  expect(violationsOf({})).toEqual([]);
});

test.each<[string, Partial<Found>, string]>([
  ['an effect that is not there', { effects: new Map() }, 'is done, with 0 effects and no dead letter'],
  ['an event that the archive does not have', { archived: new Set() }, 'e0#_archive is done, with 0 effects'],
  ['an event that the ledger does not have', { states: new Map(), seenDone: new Set() }, 'is unknown, with 1 effects'],
  [
    'a failed event without its dead letter',
    { states: new Map([[KEY, 'failed']]), seenDone: new Set() },
    'is failed, with 1 effects and no dead letter',
  ],
  [
    'a dead letter without a reason',
    {
      states: new Map([[KEY, 'failed']]),
      seenDone: new Set(),
      letters: [{ event: 'e0', processor: 'first', reason: '' }],
    },
    'a dead letter with the reason ""',
  ],
  ['an event that is done no longer', { states: new Map([[KEY, 'claimed']]) }, 'is done no longer'],
  ['messages that were left', { waiting: 2 }, '2 messages were left on queues'],
  [
    'an effect of a processor that did not want the event',
    {
      effects: new Map([
        [KEY, [effect(1, 100)]],
        ['e0#second', [effect(1, 101)]],
      ]),
    },
    'e0#second has an effect that nobody asked for',
  ],
  [
    'a forged event that was accepted',
    { sent: { ...found().sent, accepted: new Set(['e0', 'forged-e0']) } },
    'was accepted, and was forged',
  ],
  [
    'an answer that no provider should get',
    { sent: { ...found().sent, answers: new Map([['404', 1]]) } },
    'a request was answered 404',
  ],
])('finds %s', (_what, other, said) => {
  expect(violationsOf(other).join('\n')).toContain(said);
});

describe('two effects', () => {
  const effects = new Map([[KEY, [effect(1, 100), effect(2, 200)]]]);

  test('are a violation when nothing happened to the processes', () => {
    expect(violationsOf({ effects })).toEqual([`${KEY} has 2 effects, of which 0 are explained`]);
  });

  test('are explained when the process of one was killed before DynamoDB heard that it is done', () => {
    const chronicle = openChronicle();
    chronicle.kills.set(100, Date.now());
    const { violations, explained } = judge(found({ effects }), chronicle);
    expect(violations).toEqual([]);
    expect(explained).toEqual({ 'killed between effect and complete': 1 });
  });

  test('are a violation when DynamoDB had heard that it is done', () => {
    const chronicle = openChronicle();
    chronicle.kills.set(100, Date.now());
    chronicle.completions.set(KEY, [{ processId: 100, attempt: 1, at: Date.now(), arrived: true }]);
    expect(violationsOf({ effects }, chronicle)).toHaveLength(1);
  });

  test('are explained when every answer to the first completion was lost on the way there', () => {
    const chronicle = openChronicle();
    chronicle.completions.set(KEY, [{ processId: 100, attempt: 1, at: Date.now(), arrived: false }]);
    expect(violationsOf({ effects }, chronicle)).toEqual([]);
  });

  test('are a violation when the run was restarted long after the first', () => {
    const chronicle = openChronicle();
    chronicle.restarts.push({ how: 'kill', from: Date.now() + 60_000, to: Date.now() + 61_000 });
    expect(violationsOf({ effects }, chronicle)).toHaveLength(1);
  });
});
