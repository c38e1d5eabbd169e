import { createHash } from 'node:crypto';
import type { Custody, Failure } from '../../core/custody.ts';
import { type Envelope, encodeEnvelope } from '../../core/envelope.ts';
import type { Message } from './runtime-parts.ts';

/** A message for the dead-letter queue: the event as it was, and why it is there. */
export interface DeadLetter {
  readonly body: string;
  readonly error: string;
  readonly attempts: number;
  readonly failures: readonly Failure[];
}

/** Where the function writes its log: what every attempt of this process said stands there. */
export interface LogPlace {
  readonly group?: string | undefined;
  readonly stream?: string | undefined;
}

/** CloudWatch allows no more: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html */
const LONGEST_LOG_NAME = 512;

/** The ledger keeps less of it. With the history and the log's place it stays within what an envelope leaves of SQS's 1 MiB. */
const LONGEST_ERROR = 1000;

/**
 * The dead letter of an event that was given up. Whoever moves it back to the queue, with any tool, wants it to run
 * again: so it is written as the replay that it will be then.
 */
export const deadLetter = ({ facts, body }: Envelope, failed: Custody, error: string, replay: string): DeadLetter => ({
  body: encodeEnvelope({ ...facts, replay }, body),
  error: error.slice(0, LONGEST_ERROR),
  attempts: failed.attempts,
  failures: failed.failures,
});

/** The facts that travel beside the message. SQS refuses characters outside of XML 1.0, and empty values. */
export const deadLetterAttributes = (
  { error, attempts, failures }: DeadLetter,
  { group, stream }: LogPlace = {},
): Record<string, string> => ({
  error: error.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?') || 'unknown',
  attempts: String(attempts),
  history: JSON.stringify(failures).replace(/[\uFFFE\uFFFF]/g, '?'),
  ...(group && { 'log-group': group.slice(0, LONGEST_LOG_NAME) }),
  ...(stream && { 'log-stream': stream.slice(0, LONGEST_LOG_NAME) }),
});

/** Where on the dead-letter queue it goes: to the group of its message, and never taken for one that was there before. */
export const deadLetterPlace = (
  { body }: DeadLetter,
  { group, receiptHandle }: Pick<Message, 'group' | 'receiptHandle'>,
  isFifo: boolean,
) => ({
  group,
  ...(isFifo && { deduplicationId: createHash('sha256').update(receiptHandle).update(body).digest('hex') }),
});
