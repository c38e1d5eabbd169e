import { answerTime, LAST_WORDS_MS, timeLeft } from '../../core/answer-time.ts';
import type { CallLimits } from '../aws/http/service.ts';

/** How long one request may still wait for AWS: the sender has to hear an answer before it stops listening. */
export interface Patience extends CallLimits {
  /** What is left of it, in whole milliseconds. */
  leftMs(): number;
  /** The result of the work; throws when it has not come by the end. What is under way then counts for nothing. */
  outlast<Result>(work: Promise<Result>): Promise<Result>;
}

/**
 * Begins the time of a request.
 * @param arrivedAt - when API Gateway got it, in milliseconds since 1970; `undefined` for now
 */
export function patience(deadlineSeconds: number, arrivedAt: number | undefined, now: number): Patience {
  const { attemptMs } = answerTime(deadlineSeconds);
  const givenMs = timeLeft(deadlineSeconds, arrivedAt, now);
  const controller = new AbortController();
  const endsAt = performance.now() + givenMs;
  return {
    signal: controller.signal,
    requestTimeoutMs: attemptMs,
    leftMs: () => Math.max(0, Math.floor(endsAt - performance.now())),
    async outlast(work) {
      const timers: NodeJS.Timeout[] = [];
      // An error collects its stack when it is made, which takes longer than the HMAC of most requests.
      const tooLate = () => new Error(`AWS did not answer within the ${Math.round(givenMs)} ms that there were for it`);
      const end = new Promise<never>((_, reject) => {
        timers.push(setTimeout(() => controller.abort(tooLate()), givenMs));
        timers.push(setTimeout(() => reject(tooLate()), givenMs + LAST_WORDS_MS));
      });
      try {
        return await Promise.race([work, end]);
      } finally {
        for (const timer of timers) clearTimeout(timer);
      }
    },
  };
}
