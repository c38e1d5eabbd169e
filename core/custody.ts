/**
 * The rules of who holds an event. The verifier and the runtime take every decision here; the ledger only makes sure
 * that nobody else decided in between (it writes a state only over the state that the decision was taken on).
 */

/**
 * The newest form of a state that this code decides on; one that does not say is of the first. See docs/updates.md before
 * you raise it.
 */
export const CUSTODY_VERSION = 1;

/** How long what only later code understands is left to it: until then one of its invocations may have taken it. */
export const NEWER_SECONDS = 60;

/** What the ledger says of an event and one processor. Absent means that no consumer has held the event yet. */
export interface Custody {
  /** `claimed`: an attempt is running, or its owner died. `retry`: waiting for the next. `failed`: the dead-letter queue has it. */
  readonly state: 'claimed' | 'retry' | 'done' | 'failed';
  /** The invocation that wrote this state: only it may complete or release the claim. */
  readonly owner: string;
  /** Until when a `claimed` event is its owner's, or a `retry` has to wait; milliseconds since 1970. */
  readonly until: number;
  /** How many attempts have been started. */
  readonly attempts: number;
  /** What went wrong so far, the latest last. */
  readonly failures: readonly Failure[];
  /** The replays and redrives that have started it over: these attempts belong to the last; absent before the first. */
  readonly replays?: readonly string[] | undefined;
  /** The form of this state. @default 1 */
  readonly version?: number | undefined;
}

export interface Failure {
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly error: string;
}

/** What to do with a message off the queue. */
export type Claim =
  /** Run the attempt, once the ledger has taken `next`. */
  | { readonly verdict: 'run'; readonly next: Custody }
  /** Every attempt was started and none came to an end: the dead-letter queue gets it without another one. */
  | { readonly verdict: 'exhausted'; readonly next: Custody }
  /** Somebody else holds the event, or it is not time yet: the message stays on the queue until then. */
  | { readonly verdict: 'keep'; readonly until: number }
  /** Nothing is left to do: the message may go. */
  | { readonly verdict: 'settled' };

export interface Claimant {
  readonly owner: string;
  readonly now: number;
  /** When the claimant's invocation ends for certain. */
  readonly deadline: number;
  readonly maxAttempts: number;
  /** The replay or redrive that the message belongs to: an operator wants a failed event to run again, once. */
  readonly replay?: string | undefined;
}

/** Clocks of two invocations may differ by this much: a lease ends this long after its owner is dead for certain. */
export const LEASE_MARGIN_MS = 2000;

/** The ledger's item has to stay within one write unit of 1 KB. */
const KEPT_FAILURES = 3;
const LONGEST_ERROR = 120;
const KEPT_REPLAYS = 5;

/** The processors that a duplicate has to be sent to: those of which no consumer is known to have held the event. */
export function unheld(targets: readonly string[], held: ReadonlySet<string>): string[] {
  return targets.filter((target) => !held.has(target));
}

/** Whether, and how, a consumer may start an attempt. */
export function claim(current: Custody | undefined, claimant: Claimant): Claim {
  const { owner, now, deadline, maxAttempts, replay } = claimant;
  if ((current?.version ?? 1) > CUSTODY_VERSION) return { verdict: 'keep', until: now + NEWER_SECONDS * 1000 };
  // A replay counts once: its message may come back after its attempts have failed too, or after a later replay began.
  const replayed = replay !== undefined && !current?.replays?.includes(replay);
  if (current?.state === 'done' || (current?.state === 'failed' && !replayed)) return { verdict: 'settled' };
  if (current?.state === 'claimed' && current.owner === owner) return { verdict: 'run', next: current };
  const held = current?.state === 'claimed' || (current?.state === 'retry' && !replayed);
  if (held && current.until > now) return { verdict: 'keep', until: current.until };

  const before = replayed ? undefined : current;
  const attempts = (before?.attempts ?? 0) + 1;
  const next: Custody = {
    state: 'claimed',
    owner,
    until: deadline + LEASE_MARGIN_MS,
    attempts: Math.min(attempts, maxAttempts),
    failures: before?.failures ?? [],
    replays: replayed ? withReplay(current, replay) : current?.replays,
  };
  return { verdict: attempts > maxAttempts ? 'exhausted' : 'run', next };
}

/** The state after a successful attempt. */
export const completed = (held: Custody): Custody => ({ ...held, state: 'done' });

/** The state after a failed attempt that is to be followed by another, not before `retryAt`. */
export const released = (held: Custody, failure: Failure, retryAt: number): Custody => ({
  ...held,
  state: 'retry',
  until: retryAt,
  failures: withFailure(held, failure),
});

/** The state of an attempt that was made for the processor's sake, and is not one of the event's. */
export const uncounted = (held: Custody): Custody => ({ ...held, attempts: held.attempts - 1 });

/** The state once the dead-letter queue has the event. */
export const deadLettered = (held: Custody, failure: Failure): Custody => ({
  ...held,
  state: 'failed',
  failures: withFailure(held, failure),
});

/** The attempts that went wrong, this one included, cut so that they fit the ledger's item. */
export function withFailure(held: Custody, failure: Failure): Failure[] {
  const short = { ...failure, error: failure.error.slice(0, LONGEST_ERROR) };
  return [...held.failures, short].slice(-KEPT_FAILURES);
}

/** The replays that have started the event over, this one included. */
export const withReplay = (before: Custody | undefined, replay: string): readonly string[] =>
  [...(before?.replays ?? []), replay].slice(-KEPT_REPLAYS);

/** Tells whether two states are the same decision: the ledger's condition for writing over one. */
export const sameCustody = (left: Custody | undefined, right: Custody | undefined) =>
  left?.state === right?.state &&
  left?.owner === right?.owner &&
  left?.attempts === right?.attempts &&
  left?.until === right?.until;
