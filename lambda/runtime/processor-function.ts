import type { WebhookEvent } from '../../core/event.ts';
import type { Log } from '../log.ts';

/** What a processor gets besides the event. */
export interface ProcessorContext {
  /** A log whose lines carry the source, the event's id, the processor and the attempt. */
  readonly log: Log;
  /** `{source}#{id}#{processor}`: the same for every attempt. Pass it on to APIs that take an idempotency key. */
  readonly idempotencyKey: string;
  /** Which attempt this is, from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Aborted a second before Lambda ends the invocation. */
  readonly signal: AbortSignal;
}

/**
 * The work on one event. It may run again for the same event, even after it succeeded, if the function dies right
 * then. Whatever it throws leads to another attempt, a `PermanentError` to the dead-letter queue.
 */
export type ProcessorFunction<Event extends WebhookEvent<string, unknown> = WebhookEvent> = (
  event: Event,
  context: ProcessorContext,
) => Promise<void> | void;
