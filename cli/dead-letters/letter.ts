import type { Failure } from '../../core/custody.ts';
import { decodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import type { HeldMessage } from '../../lambda/aws/queue-contents.ts';

/** What a message in a dead-letter queue says of itself. */
export interface Letter {
  /** What SQS calls the message. */
  readonly messageId: string;
  /** When it came to the dead-letter queue, in milliseconds since 1970. */
  readonly at: number;
  readonly bytes: number;
  /** Absent when the message is none of ours. */
  readonly facts?: EventFacts | undefined;
  readonly error: string;
  /** How many attempts were started; absent when SQS itself moved it, since the processor could not even run. */
  readonly attempts?: number | undefined;
  /** The latest ones, the latest last. */
  readonly failures: readonly Failure[];
  readonly log?: { readonly group: string; readonly stream?: string | undefined } | undefined;
}

/** Reads a message of a dead-letter queue. Anybody may have put it there: nothing about it is certain. */
export function readLetter({ messageId, sentAt, body, attributes }: HeldMessage): Letter {
  const facts = factsOf(body);
  const { error, attempts, history, 'log-group': group, 'log-stream': stream } = attributes;
  const moved = 'moved here by SQS: the processor took it again and again and never said what became of it';
  const unknown = facts ? moved : 'not an envelope of an event';
  return {
    messageId,
    at: sentAt,
    bytes: Buffer.byteLength(body),
    facts,
    error: error ?? unknown,
    attempts: attempts !== undefined && /^\d{1,6}$/.test(attempts) ? Number(attempts) : undefined,
    failures: failuresIn(history),
    log: group ? { group, stream } : undefined,
  };
}

function factsOf(body: string): EventFacts | undefined {
  try {
    return decodeEnvelope(body).facts;
  } catch {
    return undefined;
  }
}

function failuresIn(history = '[]'): Failure[] {
  try {
    const list: unknown = JSON.parse(history);
    return Array.isArray(list) ? list.filter(isFailure) : [];
  } catch {
    return [];
  }
}

const isFailure = (value: unknown): value is Failure => {
  const { attempt, at, error } = Object(value);
  return Number.isInteger(attempt) && Number.isInteger(at) && Math.abs(at) < 8.64e15 && typeof error === 'string';
};
