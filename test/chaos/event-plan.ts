import type { Dice } from './dice.ts';
import { pick } from './dice.ts';

/** The processors of the configuration under test, by the type of the events that they want. */
export const TARGETS = {
  plain: ['first'],
  both: ['first', 'second'],
  ordered: ['ordered'],
} as const satisfies Record<string, readonly string[]>;

/** What a provider sends for one event, and what its processors will do about it. */
export interface EventPlan {
  readonly id: string;
  readonly type: keyof typeof TARGETS;
  readonly customer: string;
  /** How many attempts at it throw; or every one does; or the first one says that it always will. */
  readonly fails: number | 'always' | 'permanently';
  /** How long an attempt takes, in milliseconds. */
  readonly takes: number;
  /** The length of its filler, in bytes. */
  readonly bytes: number;
}

const KB = 1024;
/** Two who work on an event at the same time have to have the time to. */
const LONGEST_WORK_MS = 300;

/** The event of an index. */
export function planOf(index: number, dice: Dice): EventPlan {
  const throwFor = (what: string) => dice('event', index, what);
  return {
    id: `e${index}`,
    type: pick(throwFor('type'), ['plain', 'plain', 'plain', 'plain', 'both', 'both', 'both', 'both', 'ordered']),
    customer: `c${Math.floor(throwFor('customer') * 40)}`,
    fails: failsOf(throwFor('fails')),
    takes: throwFor('slow') < 0.1 ? Math.floor(throwFor('takes') * LONGEST_WORK_MS) : 0,
    bytes: Math.floor(throwFor('bytes') * sizeOf(throwFor('size'))),
  };
}

function failsOf(thrown: number): EventPlan['fails'] {
  if (thrown < 0.005) return 'permanently';
  if (thrown < 0.008) return 'always';
  if (thrown < 0.02) return 2;
  return thrown < 0.06 ? 1 : 0;
}

/** One in a hundred is over the threshold of the claim check, or up to it. */
const sizeOf = (thrown: number) => (thrown < 0.01 ? 400 * KB : thrown < 0.08 ? 60 * KB : KB);

/** The body of an event; a provider may send another one under the same id. */
export const bodyOf = (plan: EventPlan, effects: string, variant: number) =>
  JSON.stringify({ ...plan, bytes: undefined, effects, variant, filler: 'x'.repeat(plan.bytes) });
