import { paceKey } from '../../core/pace.ts';
import type { Pace } from '../aws/pace.ts';

export interface PacerOptions {
  readonly processor: string;
  readonly pace: Pace;
  /** How many attempts may begin in a second, by all instances together. */
  readonly perSecond: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Waits for the next attempt's turn. When that is not before `latest`, returns after how many seconds to ask again. */
export type Pacer = (latest: number) => Promise<number | undefined>;

/** Makes what lets attempts begin one after the other, as far apart as the processor's rate says. */
export function pacer({ processor, pace, perSecond, now, wait }: PacerOptions): Pacer {
  const pk = paceKey('processor', processor);
  const intervalMs = 1000 / perSecond;
  let refused = 0;
  return async (latest) => {
    let slot = await pace.take({ pk, intervalMs, now: now(), latest });
    // A slot that has gone by while it was asked for is not made up for: attempts would begin together.
    while (slot !== undefined && now() > slot + intervalMs)
      slot = await pace.take({ pk, intervalMs, now: now(), latest });
    if (slot === undefined) {
      // Those that were refused together do not all come back together.
      refused += 1;
      return Math.max(1, (latest - now() + refused * intervalMs) / 1000);
    }
    refused = 0;
    const pause = slot - now();
    if (pause > 0) await wait(pause);
    return undefined;
  };
}
