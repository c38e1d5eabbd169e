import type { WebhookEvent } from '../../core/event.ts';
import type { ProcessorLog } from '../log.ts';
import type { Transact } from './transaction.ts';

/** What a processor gets besides the event. */
export interface ProcessorContext {
  /** A log whose lines carry the source, the event's id, the processor and the attempt, and fields of your own. */
  readonly log: ProcessorLog;
  /** `{source}#{id}#{processor}`: the same for every attempt. Pass it on to APIs that take an idempotency key. */
  readonly idempotencyKey: string;
  /** Which attempt this is, from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Aborted a second before Lambda ends the invocation. */
  readonly signal: AbortSignal;
  /**
   * Writes to DynamoDB and marks the event done, in one transaction: it comes about once, whatever happens. Takes 1 to 99
   * writes in plain values, as the SDK's document client does, and may succeed once for an event. The tables are those of
   * the function's account and region; it needs the rights of the writes (`dynamodb:PutItem`, `UpdateItem`, `DeleteItem`,
   * `ConditionCheckItem`).
   * @throws {TransactionRefused} when a condition does not hold; then it may be called again
   * @throws {ClaimLost} when the attempt outlived its lease
   */
  readonly transact: Transact;
}

/**
 * The work on one event. It may run again for the same event, even after it succeeded, if the function dies right
 * then (unless it called `transact`). Whatever it throws leads to another attempt, a `PermanentError` to the dead-letter queue.
 */
export type ProcessorFunction<Event extends WebhookEvent<string, unknown> = WebhookEvent> = (
  event: Event,
  context: ProcessorContext,
) => Promise<void> | void;
