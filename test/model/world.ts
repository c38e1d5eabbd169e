import type { Custody } from '../../core/custody.ts';
import { TICK_MS } from './calls.ts';
import type { Position } from './step-machine.ts';

/** What the model explores: how much there is of everything, and how much may go wrong. */
export interface Configuration {
  readonly name: string;
  readonly events: number;
  readonly targets: number;
  /** How often the provider sends each event at most. */
  readonly sends: number;
  /** How often anything goes wrong. */
  readonly faults: number;
  /** How often an operator moves a letter from a dead-letter queue back. */
  readonly redrives: number;
  /** Whether an operator may also replay an event, whatever became of it: each time instead of a redrive. */
  readonly replay?: boolean;
  /** How many invocations of one processor run at once. */
  readonly consumers: number;
  /** How many messages one invocation gets at most. */
  readonly batch: number;
  /** By how many ticks the clock of an invocation may be ahead. */
  readonly skews: readonly number[];
  /** What the processor's work does unless something goes wrong. */
  readonly work: 'succeeds' | 'fails' | 'refuses';
  /** Whether the effect is made by `transact`. */
  readonly transacts?: boolean;
  readonly maxAttempts: number;
  /** After how many receipts SQS moves a message to the dead-letter queue by itself; absent: it is not counted. */
  readonly maxReceives?: number;
  /** One message group: its messages are delivered in their order, one invocation at a time. */
  readonly fifo?: boolean;
  /** TTL may take the ledger's item, as early as the retention allows. */
  readonly expiry?: boolean;
  /** A call that seems to have failed may still take effect later on. */
  readonly late?: boolean;
  /** How old a record is makes a difference; only a wrong verifier looks at it. */
  readonly ages?: boolean;
}

export interface QueuedMessage {
  readonly id: number;
  readonly event: number;
  readonly replay: string;
  /** The tick from which on it may be delivered. */
  readonly visible: number;
  readonly receives: number;
}

export interface Letter {
  readonly event: number;
  readonly replay: string;
}

/** A record of the ledger: a state for each target. */
export interface Item {
  readonly recorded: number;
  readonly custody: readonly (Custody | undefined)[];
}

/** A running handler. */
export interface Process {
  readonly name: string;
  readonly position: Position;
  readonly started: number;
  readonly skew: number;
  /** The ids of its messages, in the order in which it got them. */
  readonly messages: readonly number[];
  /** The events whose effect it made. */
  readonly effects: readonly number[];
  /** By event, the replay that its claim belongs to. */
  readonly series: readonly string[];
}

/** An effect on AWS that a process has given up waiting for. */
export interface Straggler {
  readonly text: string;
  readonly change: Change;
}

export type Change =
  | { readonly kind: 'record'; readonly event: number }
  | { readonly kind: 'send'; readonly target: number; readonly event: number; readonly replay: string }
  | { readonly kind: 'bury'; readonly target: number; readonly letter: Letter }
  | {
      readonly kind: 'swap';
      readonly event: number;
      readonly target: number;
      readonly expected: Custody | undefined;
      readonly next: Custody;
      readonly series: string;
      /** The effect is made with it, in one transaction. */
      readonly effect?: boolean;
    };

/** What became of an event for one target. */
export interface Effect {
  readonly made: boolean;
  /** Made by a process that still runs, or recorded as done: it must not be made again. */
  readonly binding: boolean;
  /** The attempt whose transaction made it: DynamoDB knows a repetition by its token. */
  readonly by?: string;
}

export interface World {
  now: number;
  faults: number;
  redrives: number;
  /** By event, how often the provider may still send it. */
  sends: number[];
  /** By event, whether a 2xx was answered. */
  promised: boolean[];
  items: (Item | undefined)[];
  queues: QueuedMessage[][];
  letters: Letter[][];
  processes: Process[];
  stragglers: Straggler[];
  /** By event and target. */
  effects: Effect[];
  /** The attempts that were started: `{place}{replay}{attempt}`. */
  attempts: string[];
}

/** The place of an event and target in lists over both. */
export const placeOf = ({ targets }: Configuration, event: number, target: number) => event * targets + target;

export function firstWorld({ events, targets, sends, faults, redrives }: Configuration): World {
  const each = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
  return {
    now: 0,
    faults,
    redrives,
    sends: each(events, () => sends),
    promised: each(events, () => false),
    items: each(events, () => undefined),
    queues: each(targets, () => []),
    letters: each(targets, () => []),
    processes: [],
    stragglers: [],
    effects: each(events * targets, () => ({ made: false, binding: false })),
    attempts: [],
  };
}

/** A copy whose lists may be changed; what is in them may not. */
export function copyOf(world: World): World {
  return {
    ...world,
    sends: world.sends.slice(),
    promised: world.promised.slice(),
    items: world.items.slice(),
    queues: world.queues.map((queue) => queue.slice()),
    letters: world.letters.map((letters) => letters.slice()),
    processes: world.processes.slice(),
    stragglers: world.stragglers.slice(),
    effects: world.effects.slice(),
    attempts: world.attempts.slice(),
  };
}

/**
 * A world as a text: two worlds of the same text have the same future. Times count from now, those that are long over
 * are alike, and messages that nobody holds have no identity.
 */
export function keyOf(world: World, { fifo = false, maxReceives, ages = false }: Configuration): string {
  const { now } = world;
  const held = new Set(world.processes.flatMap(({ messages, name }) => messages.map((id) => `${targetIn(name)}${id}`)));
  const items = world.items.map((item) => {
    if (!item) return '-';
    const custody = item.custody.map((state) => (state ? custodyKey(state, now) : '-')).join(',');
    return `${ages ? Math.min(now - item.recorded, 4) : ''}:${custody}`;
  });
  const queues = world.queues.map((queue, target) => {
    const texts = queue.map(({ id, event, replay, visible, receives }) => {
      const name = held.has(`${target}${id}`) ? id : '';
      return `${name}m${event}${replay}+${Math.max(0, visible - now)}${maxReceives === undefined ? '' : `x${receives}`}`;
    });
    return (fifo ? texts : texts.sort()).join(',');
  });
  const letters = world.letters.map((each) => each.map(({ event, replay }) => `${event}${replay}`).sort());
  const processes = world.processes
    .map(({ position, started, skew, messages, effects, series, name }) =>
      position.result
        ? `${name}=${JSON.stringify(position.result)}[${messages}][${effects}][${series}]`
        : `${name}${position.id}@${name.startsWith('v') ? '' : now - started}~${skew}[${messages}][${effects}][${series}]`,
    )
    .sort();
  const stragglers = world.stragglers.map((straggler) => stragglerKey(straggler, now)).sort();
  const effects = world.effects.map(({ made, binding, by = '' }) => (made ? `${binding ? 'b' : 'm'}${by}` : '-'));
  const counts = `${world.faults}.${world.redrives}.${world.sends}.${world.promised.map(Number)}`;
  return `${counts}|${items.join(';')}|${queues.join(';')}|${letters.join(';')}|${processes.join(';')}|${stragglers.join(';')}|${effects.join('')}|${world.attempts}`;
}

/** Of a process's name, the target: consumers are called `A0`, `B1`, … and verifiers `v`. */
const targetIn = (name: string) => name.slice(1);

function custodyKey({ state, owner, until, attempts, replays }: Custody, now: number): string {
  const settled = state === 'done' || state === 'failed';
  const left = settled ? '' : Math.max(0, until / TICK_MS - now);
  return `${state[0]}${owner}${attempts}${left}${replays?.join('') ?? ''}`;
}

function stragglerKey({ change }: Straggler, now: number): string {
  switch (change.kind) {
    case 'record':
      return `r${change.event}`;
    case 'send':
      return `s${change.event}${change.target}${change.replay}`;
    case 'bury':
      return `b${change.target}${change.letter.event}${change.letter.replay}`;
    case 'swap': {
      const { event, target, expected, next, effect = false } = change;
      return `${effect ? 't' : 'w'}${event}${target}${expected ? custodyKey(expected, now) : '-'}>${custodyKey(next, now)}`;
    }
  }
}
