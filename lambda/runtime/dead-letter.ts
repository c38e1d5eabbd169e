import type { Custody, Failure } from '../../core/custody.ts';

/** A message for the dead-letter queue: the event as it was, and why it is there. */
export interface DeadLetter {
  readonly body: string;
  readonly error: string;
  readonly attempts: number;
  readonly failures: readonly Failure[];
}

/** The dead letter of an event that was given up. */
export const deadLetter = (body: string, failed: Custody): DeadLetter => ({
  body,
  error: failed.failures.at(-1)?.error ?? '',
  attempts: failed.attempts,
  failures: failed.failures,
});

/** The facts that travel beside the message. SQS refuses characters outside of XML 1.0, and empty values. */
export const deadLetterAttributes = ({ error, attempts, failures }: DeadLetter): Record<string, string> => ({
  error: error.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?') || 'unknown',
  attempts: String(attempts),
  history: JSON.stringify(failures).replace(/[\uFFFE\uFFFF]/g, '?'),
});
