import { type Edit, mutants } from '../protocol/mutants.ts';
import { type Fence, fence } from './aws.ts';
import { configuration } from './configurations.ts';
import type { Configuration } from './world.ts';

/** A wrong idea: an edit of the real code, a wrong ledger, or a wrong setting. */
export interface Variant {
  readonly edits?: readonly Edit[] | undefined;
  readonly fence?: Fence;
  /** Where it shows. */
  readonly shownBy: Configuration;
  /** What it breaks. */
  readonly breaks: RegExp;
}

const ACCEPT = 'lambda/verifier/accept.ts';
const RUNTIME = 'lambda/runtime/process-message.ts';
const TRANSACTION = 'lambda/runtime/transaction.ts';
const BATCH = 'lambda/runtime/process-batch.ts';
const CUSTODY = 'core/custody.ts';

const goesOn: readonly Edit[] = [
  {
    file: BATCH,
    find: `if (fate === 'stay') return [message, ...(await putBack(lane.slice(index + 1), parts))];`,
    replace: `if (fate === 'stay') stays.push(message);`,
  },
  { file: BATCH, find: '  return [];', replace: '  return stays;' },
  { file: BATCH, find: '  const halfTime =', replace: '  const stays: Received[] = []; const halfTime =' },
];

const lost = /lost/;
const twice = /made twice/;
const again = /a second time/;

const one = configuration('one processor');
const single = configuration('one delivery', { sends: 1 });
const copies = configuration('copies in one batch', { batch: 2, consumers: 1 });
const refused = configuration('work that refuses, redriven', { work: 'refuses', redrives: 1, consumers: 1, sends: 1 });
const transacts = configuration('effects by transactions', { transacts: true, sends: 1 });
const failing = configuration('work that always fails', { work: 'fails', consumers: 1, sends: 1 });

/** The edits of a mutant that the guards catch on real engines. */
const same = (name: string): readonly Edit[] | undefined => mutants[name]?.edits;

/** Writes this state over whatever is there. */
const unfenced =
  (state: string): Fence =>
  (current, expected, next) =>
    fence(current, expected, next) || (next.state === state && current !== undefined);

/** The wrong variants, by what they do. */
export const variants: Readonly<Record<string, Variant>> = {
  'a verifier that answers 200 because the record exists': {
    edits: same('a verifier that answers 200 because the record exists'),
    shownBy: one,
    breaks: lost,
  },
  'a verifier that answers 200 while the lease of another is live': {
    edits: [
      {
        file: ACCEPT,
        find: 'unheld(targets, new Set(entry?.custody.keys()))',
        replace:
          '(entry && Date.parse(facts.receivedAt) < Date.parse(entry.receivedAt) + 4_000 ? [] : unheld(targets, new Set(entry?.custody.keys())))',
      },
    ],
    shownBy: configuration('records of some age', { ages: true }),
    breaks: lost,
  },
  'a verifier that deletes the record when a send fails': {
    edits: same('a verifier that deletes the record when a send fails')?.filter(({ file }) => file === ACCEPT),
    shownBy: configuration('two processors', { targets: 2, consumers: 1, sends: 1 }),
    breaks: again,
  },
  'a verifier that answers 200 though a send failed': {
    edits: same('a verifier that answers 200 though a send failed'),
    shownBy: single,
    breaks: lost,
  },
  'a consumer without a claim': {
    edits: same('a consumer without a claim'),
    shownBy: one,
    breaks: /twice|a second time/,
  },
  'a consumer that checks and marks without claiming': {
    edits: same('a consumer that checks and marks without claiming'),
    shownBy: one,
    breaks: /twice|a second time/,
  },
  'a consumer that marks done first': {
    edits: same('a consumer that marks done first'),
    shownBy: single,
    breaks: lost,
  },
  'a consumer that deletes a contended message': {
    edits: same('a consumer that deletes a contended message'),
    shownBy: configuration('two faults', { sends: 1, faults: 2 }),
    breaks: /deleted though its state is "claimed"/,
  },
  'a consumer that lets the message of a failed attempt go': {
    edits: [{ file: RUNTIME, find: 'return stay(task, delay);', replace: `return 'go';` }],
    shownBy: single,
    breaks: /deleted though its state is "retry"/,
  },
  'a release without a fence': {
    fence: unfenced('retry'),
    shownBy: configuration('late requests', { sends: 1, faults: 2, late: true, consumers: 1 }),
    breaks: /turned back/,
  },
  'a completion without a fence': {
    fence: unfenced('done'),
    shownBy: configuration('late requests', { sends: 1, faults: 2, late: true, consumers: 1 }),
    breaks: /another than its owner/,
  },
  'a claim that never expires': { edits: same('a claim that never expires'), shownBy: single, breaks: lost },
  'a claim that a rival may take at once': {
    edits: same('a claim that a rival may take at once'),
    shownBy: single,
    breaks: twice,
  },
  'a lease without a margin for clocks that differ': {
    edits: [
      { file: CUSTODY, find: 'export const LEASE_MARGIN_MS = 2000;', replace: 'export const LEASE_MARGIN_MS = 0;' },
    ],
    shownBy: configuration('clocks that differ by the margin', { sends: 1, skews: [0, 1] }),
    breaks: twice,
  },
  'clocks that differ by more than the margin': {
    shownBy: configuration('clocks that differ by two margins', { sends: 1, skews: [0, 2] }),
    breaks: twice,
  },
  'a retry that does not wait for its time': {
    edits: same('a retry that does not wait for its time'),
    shownBy: configuration('two faults', { sends: 1, faults: 2 }),
    breaks: /before its time/,
  },
  'an attempt that is counted only when it returns': {
    edits: same('an attempt that is counted only when it returns'),
    shownBy: failing,
    breaks: again,
  },
  'a give-up that is marked before the dead-letter queue has the event': {
    edits: same('a give-up that is marked before the dead-letter queue has the event'),
    shownBy: refused,
    breaks: lost,
  },
  'a give-up that leaves the event to nobody when the dead-letter queue fails': {
    edits: [
      {
        file: RUNTIME,
        find: '.id}`), message);',
        replace: '.id}`), message).catch(() => {});',
      },
    ],
    shownBy: refused,
    breaks: lost,
  },
  'a dead letter that does not say that it is a replay': {
    edits: same('a dead letter that does not say that it is a replay'),
    shownBy: refused,
    breaks: lost,
  },
  'a replay that starts over every time its message comes back': {
    edits: same('a replay that starts over every time its message comes back'),
    shownBy: refused,
    breaks: again,
  },
  'a replay that counts again after another one': {
    edits: [
      {
        file: CUSTODY,
        find: '!current?.replays?.includes(replay)',
        replace: 'current?.replays?.at(-1) !== replay',
      },
    ],
    shownBy: configuration('redriven twice', { work: 'refuses', redrives: 2, sends: 1, consumers: 1 }),
    breaks: /a second time|deleted though/,
  },
  'copies of a batch side by side': {
    edits: [
      {
        file: BATCH,
        find: 'function laneOf(',
        replace: 'const laneOf = (message: Received) => message.messageId; function unusedLaneOf(',
      },
    ],
    shownBy: copies,
    breaks: again,
  },
  'a batch that goes on after a copy that has to stay': {
    edits: goesOn,
    shownBy: { ...copies, work: 'fails', faults: 2 },
    breaks: /twice|a second time/,
  },
  'a group whose later events go on after one that failed': {
    edits: goesOn,
    shownBy: configuration('a group', { events: 2, fifo: true, batch: 2, consumers: 1, sends: 1 }),
    breaks: /overtakes/,
  },
  'a transaction beside which the event is completed': {
    edits: [
      { file: TRANSACTION, find: 'next: completed(held)', replace: 'next: held' },
      { file: TRANSACTION, find: `{ settlement: { isDone: true, fate: 'go' } }`, replace: '{}' },
    ],
    shownBy: transacts,
    breaks: /twice by transactions/,
  },
  'a transaction that anybody may make': {
    fence: unfenced('done'),
    shownBy: { ...transacts, late: true, faults: 2 },
    breaks: /twice by transactions|another than its owner/,
  },
  'a limit of receipts that is lower than the attempts': {
    shownBy: configuration('one receipt', { maxReceives: 1, work: 'fails', faults: 0, sends: 1 }),
    breaks: /given up by SQS/,
  },
};
