import type { Custody } from '../../core/custody.ts';

/** The code that the model runs: as it is, or edited. */
export type Handlers = Pick<
  typeof import('../protocol/implementation.ts'),
  'accept' | 'processBatch' | 'PermanentError'
>;

/** One tick of the model's clock, in milliseconds: the margin that leases leave for clocks that differ. */
export const TICK_MS = 2000;
/** How many ticks an invocation of a processor may last. */
export const INVOCATION_TICKS = 2;

/** A message as a handler gets it: which event, and which replay ('' for none). */
export interface Received {
  readonly event: number;
  readonly replay: string;
}

/** What a handler is started with. */
export type Start =
  | { readonly kind: 'verifier'; readonly event: number; readonly targets: number }
  /** A replay of one event for one processor, by what the ledger said of it. */
  | {
      readonly kind: 'operator';
      readonly event: number;
      readonly target: number;
      readonly replay: string;
      readonly current: Custody | undefined;
    }
  | {
      readonly kind: 'consumer';
      readonly owner: string;
      readonly target: number;
      readonly maxAttempts: number;
      /** Whether its queue is a FIFO queue; then all messages are of one group. */
      readonly isOrdered: boolean;
      /** Whether the effect is made by `transact`. */
      readonly transacts: boolean;
      readonly messages: readonly Received[];
    };

/** A call that a handler waits for. Times are milliseconds since the handler's start, by its own clock. */
export type Call =
  | { readonly port: 'record'; readonly event: number }
  | { readonly port: 'read'; readonly event: number }
  | { readonly port: 'forget'; readonly event: number }
  | { readonly port: 'send'; readonly target: number; readonly event: number; readonly replay: string }
  | { readonly port: 'swap'; readonly event: number; readonly expected: Custody | undefined; readonly next: Custody }
  /** The same together with the effect, in one transaction. */
  | {
      readonly port: 'transact';
      readonly event: number;
      readonly expected: Custody | undefined;
      readonly next: Custody;
    }
  /** What a processor does after its transaction. */
  | { readonly port: 'rest'; readonly event: number }
  | { readonly port: 'work'; readonly event: number; readonly attempt: number }
  | { readonly port: 'bury'; readonly event: number; readonly replay: string }
  | { readonly port: 'hold'; readonly index: number; readonly seconds: number }
  | { readonly port: 'wait' };

/** What a call comes to: a value, or an error. */
export type Answer =
  | { readonly value: unknown }
  | { readonly error: 'the call failed' | 'the work failed' | 'no attempt can help' };

/** What a handler came to: a verifier's outcome, or the indices of the messages that stay. */
export type Result =
  | { readonly outcome: 'accepted' | 'duplicate' | 'unavailable' }
  | { readonly replayed: 'sent' | 'running' | 'already' | 'failed' }
  | { readonly stays: readonly number[] };

/** A call that was answered, by its number, and when: milliseconds since the start. */
export interface Entry {
  readonly call: number;
  readonly answer: Answer;
  readonly elapsed: number;
}

export const targetNames: readonly string[] = ['a', 'b'];

/** The replay that attempts belong to; '' for the provider's own delivery. */
export const seriesOf = (custody: Custody | undefined) => custody?.replays?.at(-1) ?? '';

/** An entry as the model's ledger tells it: a state for each target. */
export interface ModelEntry {
  readonly age: number;
  readonly custody: readonly (Custody | null)[];
}
