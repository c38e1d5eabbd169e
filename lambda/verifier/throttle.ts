import type { Source } from '../../core/configuration.ts';
import { paceKey } from '../../core/pace.ts';
import type { CallLimits } from '../aws/http/service.ts';
import type { Pace } from '../aws/pace.ts';
import { errorText, type Log } from '../log.ts';

export interface ThrottleOptions {
  readonly pace: Pace;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/** Whether a request to a source may be looked at. Never throws: what cannot be counted is let in. */
export type Admit = (source: Source, limits?: CallLimits) => Promise<boolean>;

/** So much of a source's rate may come at once. */
const BURST_MS = 1000;
/** How long an instance takes a source for full without asking again: that bounds what a flood costs. */
const FULL_MS = 100;

/** Makes what holds the requests to each source to its rate, those of all instances together. */
export function throttle({ pace, now, log }: ThrottleOptions): Admit {
  const fullUntil = new Map<string, number>();
  return async ({ name, maxPerSecond }, limits) => {
    const at = now();
    if (maxPerSecond === undefined) return true;
    if (at < (fullUntil.get(name) ?? 0)) return false;
    const intervalMs = 1000 / maxPerSecond;
    // The last one of a burst waits for nobody, hence the interval.
    const request = { pk: paceKey('source', name), intervalMs, now: at, latest: at + BURST_MS - intervalMs };
    try {
      if ((await pace.take(request, limits && atMostOneAttempt(limits))) !== undefined) return true;
    } catch (error) {
      log.warn('requests not counted', { source: name, error: errorText(error) });
      return true;
    }
    fullUntil.set(name, at + FULL_MS);
    return false;
  };
}

/** Counting is no reason for an event to have no time left. */
const atMostOneAttempt = ({ signal, requestTimeoutMs }: CallLimits): CallLimits => {
  if (requestTimeoutMs === undefined) return { signal };
  const once = AbortSignal.timeout(requestTimeoutMs);
  return { signal: signal ? AbortSignal.any([signal, once]) : once, requestTimeoutMs };
};
