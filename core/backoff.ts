/**
 * SQS counts a message's visibility from its receipt and stops at 12 h; a function may have held it for up to 15 min
 * before it asks.
 */
export const LONGEST_RETRY_SECONDS = 12 * 3600 - 15 * 60;

/** Ten attempts that start 12 s apart and grow threefold span about 22 hours. */
export const DEFAULT_MAX_ATTEMPTS = 10;
export const DEFAULT_FIRST_RETRY_SECONDS = 12;
const GROWTH = 3;

/**
 * How long to wait after a failed attempt, in seconds: threefold each time, within 10 % to either side, so that events
 * that failed together do not come back together.
 * @param attempt - the number of the attempt that failed, from 1
 * @param random - a number from 0 up to 1
 */
export function retryDelay(attempt: number, firstRetrySeconds: number, random: number): number {
  const delay = Math.min(LONGEST_RETRY_SECONDS, firstRetrySeconds * GROWTH ** (attempt - 1));
  return Math.min(LONGEST_RETRY_SECONDS, delay * (0.9 + 0.2 * random));
}

/**
 * How often SQS may hand out a message before it gives it up without being asked to. The runtime counts the attempts;
 * this is for a runtime that cannot run, and has room for contended returns. An ordered message is also handed out, and
 * returned, with each attempt of those before it in its batch.
 */
export const mostReceives = (
  { maxAttempts, batchSize }: { readonly maxAttempts: number; readonly batchSize: number },
  isOrdered: boolean,
) => (2 * maxAttempts + 5) * (isOrdered ? batchSize : 1);

/**
 * A message of a standard queue that has been received more often does not count for the age of the oldest one.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export const RECEIVES_THAT_COUNT = 3;

/**
 * How old SQS may call the oldest message of a queue on which every event fails as slowly as it can, in seconds: what is older
 * waits for want of anybody to process it.
 */
export function longestWait(
  {
    maxAttempts,
    firstRetrySeconds,
    timeoutSeconds,
  }: { readonly maxAttempts: number; readonly firstRetrySeconds: number; readonly timeoutSeconds: number },
  isOrdered: boolean,
): number {
  const attempts = isOrdered ? maxAttempts : Math.min(maxAttempts, RECEIVES_THAT_COUNT);
  const waits = Array.from({ length: attempts }, (_, index) => retryDelay(index + 1, firstRetrySeconds, 1));
  return Math.ceil(attempts * timeoutSeconds + waits.reduce((sum, wait) => sum + wait, 0));
}
