import {
  getRetryAfterHint,
  isServerError,
  isThrottlingError,
  isTransientError,
  StandardRetryStrategy,
} from '@smithy/core/retry';
import type { RetryErrorInfo, SdkError } from '@smithy/types';

/** Makes a call, again where the SDK would; throws what the last try threw, with `$metadata.attempts`, or the signal's reason. */
export type Tries = <Answer>(
  once: (attempt: number) => Promise<Answer>,
  signal: AbortSignal | undefined,
) => Promise<Answer>;

/**
 * Opens the tries of a service. What is tried again, when and how often is said by the SDK's strategy. `retryMiddleware`, which
 * the SDK has around it, makes an error before each call, in case that it should need one: that is one part in twenty of a call.
 */
export function openTries(maxAttempts: number): Tries {
  const strategy = new StandardRetryStrategy({ maxAttempts });
  return async (once, signal) => {
    signal?.throwIfAborted();
    let token = await strategy.acquireInitialRetryToken('');
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await once(attempt);
        strategy.recordSuccess(token);
        return answer;
      } catch (thrown) {
        const paused = strategy.refreshRetryTokenForRetry(token, infoOf(Object(thrown)));
        const orNone = paused.catch(() => Promise.reject(lastError(thrown, attempt)));
        token = await unlessAborted(orNone, signal);
      }
    }
  };
}

function infoOf(error: SdkError): RetryErrorInfo {
  const retryAfterHint = getRetryAfterHint(error.$response);
  return { error, errorType: typeOf(error), ...(retryAfterHint && { retryAfterHint }) };
}

function typeOf(error: SdkError): RetryErrorInfo['errorType'] {
  if (isThrottlingError(error)) return 'THROTTLING';
  if (isTransientError(error)) return 'TRANSIENT';
  return isServerError(error) ? 'SERVER_ERROR' : 'CLIENT_ERROR';
}

function lastError(thrown: unknown, attempts: number): Error {
  const error = thrown instanceof Error ? thrown : new Error(`what was thrown is no error: ${thrown}`);
  return Object.assign(error, { $metadata: { ...Object(error).$metadata, attempts } });
}

async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const end = () => reject(signal.reason);
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
