import type { Source } from './configuration.ts';

/** What is assumed of a provider that does not say how long it waits, in seconds: most that say anything wait longer. */
const DEFAULT_DEADLINE_SECONDS = 5;

/** The share of a deadline that is left for the way there and back, for API Gateway and for our own code; and the least of it. */
const MARGIN = 0.2;
const LEAST_MARGIN_MS = 200;

/** Longer than AWS takes to recover from what lasts no moment, and short of API Gateway's own 30 seconds. */
const LONGEST_MS = 8000;

/** A call that fails or hangs is tried so often, unless the time is over before. */
export const MOST_ATTEMPTS = 3;

/** One attempt gets this share: of two calls one after the other each may hang once, and the answer is still in time. */
const ATTEMPT_SHARE = 0.25;

/** DynamoDB, SQS and Secrets Manager answer within a fraction of it, a new connection included. */
const LEAST_ATTEMPT_MS = 200;
const LONGEST_ATTEMPT_MS = 1000;

/** A request that a start held up is still looked at for so long: what is taken in too late is a duplicate when it is sent again. */
const LEAST_LEFT_MS = 250;

/** What was called hears of the end so much earlier than the provider, and may still say what failed. */
export const LAST_WORDS_MS = 20;

/** How long the verifier may run, in seconds: as long as the longest wait, and with room to say so. */
export const VERIFIER_TIMEOUT_SECONDS = LONGEST_MS / 1000 + 2;

/** How long the calls to AWS may take that one request needs, in whole milliseconds. */
export interface AnswerTime {
  /** All of them together, from the moment at which the request came in. */
  readonly totalMs: number;
  /** One attempt of one call. */
  readonly attemptMs: number;
}

/** How long the sender of a source waits for the answer, in seconds. */
export const deadlineOf = ({
  answerWithinSeconds,
  provider,
}: Pick<Source, 'answerWithinSeconds' | 'provider'>): number =>
  answerWithinSeconds ?? provider.deadline ?? DEFAULT_DEADLINE_SECONDS;

/** The time that a deadline leaves for calls to AWS. */
export function answerTime(deadlineSeconds: number): AnswerTime {
  const deadlineMs = deadlineSeconds * 1000;
  const totalMs = Math.min(LONGEST_MS, deadlineMs - Math.max(LEAST_MARGIN_MS, deadlineMs * MARGIN));
  const attemptMs = Math.min(LONGEST_ATTEMPT_MS, Math.max(LEAST_ATTEMPT_MS, totalMs * ATTEMPT_SHARE));
  return { totalMs: Math.floor(totalMs), attemptMs: Math.floor(attemptMs) };
}

/**
 * How many milliseconds are left of it.
 * @param arrivedAt - when API Gateway got the request, by its own clock, in milliseconds since 1970. A moment in the future, or
 * so long ago that nobody waits any more, is not believed.
 */
export function timeLeft(deadlineSeconds: number, arrivedAt: number | undefined, now: number): number {
  const { totalMs } = answerTime(deadlineSeconds);
  const waited = arrivedAt === undefined ? 0 : now - arrivedAt;
  const isCredible = waited >= 0 && waited < deadlineSeconds * 1000;
  return isCredible ? Math.max(LEAST_LEFT_MS, totalMs - waited) : totalMs;
}
