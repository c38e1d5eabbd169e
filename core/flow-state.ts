import { LONGEST_RETRY_SECONDS } from './backoff.ts';

/**
 * Whether events flow to a processor: what an operator has said, and what its failures in a row led to. Every decision
 * is taken here; the ledger's table keeps the state, and only writes over the one that a decision was taken on.
 */
export interface FlowState {
  /** One more with each write. */
  readonly version: number;
  /** How many attempts have failed since the last one that did not. */
  readonly failures: number;
  /** Absent while events flow. */
  readonly pause?: Pause | undefined;
  /** How long the last pause of its own was, in seconds, and when it ended, in milliseconds since 1970. */
  readonly lastPause?: { readonly seconds: number; readonly endedAt: number } | undefined;
}

export type Pause =
  | { readonly by: 'operator'; readonly since: number; readonly who: string }
  /** Paused by itself; from `probeAt` on one event is tried. Times in milliseconds since 1970. */
  | { readonly by: 'failures'; readonly since: number; readonly probeAt: number; readonly seconds: number };

/** What an invocation may do with its messages. */
export type Passage = 'open' | 'probe' | 'paused';

export const FLOWING: FlowState = { version: 0, failures: 0 };

/** What the keys of states begin with in the ledger's table. No source's name begins so. */
export const FLOW_PREFIX = '#flow#';

export const flowKey = (processor: string) => FLOW_PREFIX + processor;

const FIRST_PAUSE_SECONDS = 10;
const LONGEST_PAUSE_SECONDS = 1800;
/** Messages come back at least so late while an operator has paused the processor. */
const SHORTEST_HOLD_SECONDS = 5;

/**
 * So many times a message may be received only to be held, before it is held as long as SQS lets it: then 29 times more
 * are its 14 days.
 */
const MOST_SHORT_HOLDS = 450;

/** How often SQS has to let a message be received for nothing, so that no pause can make it give the message up. */
export const HELD_RECEIVES = MOST_SHORT_HOLDS + 50;

/** How long an instance of a processor believes that events flow, or that they do not, before it reads that again. */
export const FLOW_BELIEVED_SECONDS = 5;

/** An event that has waited for a day is no longer tried for free: what can never succeed has to end somewhere. */
const FREE_PROBES_MS = 86_400_000;

export function passageOf({ pause }: FlowState, now: number): Passage {
  if (!pause) return 'open';
  return pause.by === 'failures' && pause.probeAt <= now ? 'probe' : 'paused';
}

/**
 * How long a message is held, in seconds. While an operator has paused the processor, as long as it has been paused: so
 * that an event waits no longer after a short pause than it lasted.
 * @param receives - how often the message has been received
 */
export function holdSeconds({ pause }: FlowState, now: number, receives: number): number {
  if (receives > MOST_SHORT_HOLDS) return LONGEST_RETRY_SECONDS;
  if (pause?.by === 'failures') return Math.max(1, (pause.probeAt - now) / 1000);
  const paused = (now - (pause?.since ?? now)) / 1000;
  return Math.min(LONGEST_PAUSE_SECONDS, Math.max(SHORTEST_HOLD_SECONDS, paused));
}

/** The state in which somebody has taken it on to try one event: another one may after twice the time. */
export function probing(state: FlowState, now: number): FlowState {
  const { pause } = state;
  if (pause?.by !== 'failures') return state;
  const seconds = Math.min(LONGEST_PAUSE_SECONDS, 2 * pause.seconds);
  return next(state, { pause: { ...pause, seconds, probeAt: now + seconds * 1000 } });
}

/** The state after an attempt that failed. */
export function failedOnce(state: FlowState, pauseAfter: number, now: number): FlowState {
  if (state.pause) return state;
  const failures = state.failures + 1;
  if (failures < pauseAfter) return next(state, { failures });
  const last = state.lastPause;
  // It broke down again soon: what helped for a moment only is given longer.
  const isAgain = last !== undefined && now - last.endedAt < 2 * LONGEST_PAUSE_SECONDS * 1000;
  const seconds = isAgain ? Math.min(LONGEST_PAUSE_SECONDS, 2 * last.seconds) : FIRST_PAUSE_SECONDS;
  return next(state, { failures, pause: { by: 'failures', since: now, seconds, probeAt: now + seconds * 1000 } });
}

/**
 * The state after an attempt that succeeded. Only the event that was tried for it ends a pause: others may have begun
 * before what broke the processor down.
 */
export function succeeded(state: FlowState, wasProbe: boolean, now: number): FlowState {
  const { pause, failures } = state;
  if (!pause) return failures === 0 ? state : next(state, { failures: 0 });
  if (!wasProbe || pause.by !== 'failures') return state;
  return next(state, { failures: 0, pause: undefined, lastPause: { seconds: pause.seconds, endedAt: now } });
}

/** The state once an operator has paused the processor. */
export const pausedBy = (state: FlowState, who: string, now: number): FlowState =>
  state.pause?.by === 'operator' ? state : next(state, { pause: { by: 'operator', since: now, who } });

/** The state once an operator lets events flow again, whatever stopped them. */
export const resumed = (state: FlowState): FlowState =>
  state.pause || state.failures > 0 ? next(state, { failures: 0, pause: undefined, lastPause: undefined }) : state;

/** Whether a failed attempt counts: to try whether a processor is well again costs an event nothing for a day. */
export const countsAttempt = (wasProbe: boolean, receivedAt: string, now: number) =>
  !wasProbe || now - Date.parse(receivedAt) > FREE_PROBES_MS;

const next = (state: FlowState, changes: Partial<FlowState>): FlowState => ({
  ...state,
  ...changes,
  version: state.version + 1,
});
