import type { Envelope } from '../../core/envelope.ts';
import type { WebhookEvent } from '../../core/event.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Transactions } from '../aws/transactions.ts';
import type { Log } from '../log.ts';
import type { ProcessorFigures } from '../metrics.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { FetchBody } from './load-body.ts';
import type { ProcessorContext } from './processor-function.ts';

/** A message off the processor's queue. */
export interface Message {
  readonly body: string;
  readonly receiptHandle: string;
  /** The event in the message; `undefined` when the message is none of ours. */
  readonly envelope: Envelope | undefined;
  /** The group that it was sent in. */
  readonly group?: string | undefined;
}

/** The invocation that got the message. */
export interface Invocation {
  /** Unique for each invocation: the owner of its claims. */
  readonly id: string;
  /** When Lambda ends it, in milliseconds since 1970. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

/** The work on one event: a processor's, or our own, which gets the message too. */
export type Work = (
  event: WebhookEvent,
  context: ProcessorContext & { readonly message: Message & { readonly envelope: Envelope } },
) => Promise<void> | void;

export interface RuntimeParts {
  readonly processor: string;
  readonly work: Work;
  readonly maxAttempts: number;
  readonly firstRetrySeconds: number;
  readonly ledger: Pick<Ledger, 'swap'>;
  readonly transactions: Transactions;
  readonly fetchBody: FetchBody;
  /** Keeps the message on the queue, unseen for so many seconds. */
  readonly hold: (message: Message, seconds: number) => Promise<void>;
  readonly sendToDeadLetterQueue: (deadLetter: DeadLetter, message: Message) => Promise<void>;
  /** Whether an attempt that failed is one of those that the event has. @default - it is */
  readonly countsAttempt?: (facts: EventFacts) => boolean;
  /** Counts what becomes of attempts. @default - nobody counts */
  readonly count?: ((figures: ProcessorFigures) => void) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly log: Log;
}

/** What becomes of the message: it may `go` from the queue, or it has to `stay` on it. */
export type Fate = 'go' | 'stay';
