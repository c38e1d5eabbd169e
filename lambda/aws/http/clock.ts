import { isClockSkewError } from '@smithy/core/retry';
import type { ServiceError } from './service-error.ts';

/** From here on AWS refuses what is signed by a wrong clock; the SDK corrects its own likewise. */
const LARGEST_SKEW_MS = 240_000;

/** The time that requests are signed with. */
export interface Clock {
  now(): Date;
  /** Learns from a refusal what time it is. True when the refused request had a wrong one, and may be made again. */
  learn(refusal: ServiceError): boolean;
}

/** Opens a clock that shows this machine's time, until AWS says that it is wrong. */
export function openClock(): Clock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    learn(refusal) {
      const theirs = Date.parse(refusal.$response.headers.date ?? '');
      const isOff = Math.abs(theirs - Date.now() - aheadMs) >= LARGEST_SKEW_MS;
      if (!isOff || !isClockSkewError({ name: refusal.name, message: refusal.message })) return false;
      aheadMs = theirs - Date.now();
      return true;
    },
  };
}
