import { setTimeout as sleep } from 'node:timers/promises';

export interface PaceOptions {
  /** @default - as often as anybody asks */
  readonly perSecond?: number | undefined;
  /** Nothing starts any more once it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Lets pieces of work start at most so often, evenly, however many ask at once. Resolves when the next one may start;
 * with false once the operator has stopped it.
 */
export function pace({ perSecond, signal }: PaceOptions): () => Promise<boolean> {
  const interval = perSecond === undefined ? 0 : 1000 / perSecond;
  let next = performance.now();
  return async () => {
    if (signal.aborted) return false;
    const now = performance.now();
    const slot = Math.max(next, now);
    // What was not used is not made up for: the rate is a promise to whoever is behind the processor.
    next = slot + interval;
    if (slot <= now) return true;
    // Timers know whole milliseconds only, and leave out the rest.
    return sleep(Math.ceil(slot - now), true, { signal }).catch(() => false);
  };
}
