/**
 * The rules of which stretch of time a reconciliation looks at. The provider lists what it sent newest first, in pages;
 * a sweep goes through the pages of one stretch, over several runs when they are many.
 */

/** How far the reconciliation of a source has come; every moment in milliseconds since 1970. */
export interface Progress {
  /** The first run: what was sent before is none of ours, since somebody else may have taken it. */
  readonly begin: number;
  /** Everything sent before this moment was looked at, and is in the ledger or given up. */
  readonly doneTo: number;
  /** The provider asked not to be called before. */
  readonly notBefore?: number | undefined;
  /** A sweep that has not come to its end. */
  readonly open?: OpenSweep | undefined;
}

/** Where a sweep goes on. */
export interface OpenSweep {
  readonly from: number;
  readonly to: number;
  /** The page that comes next, in the provider's own words. */
  readonly page: string;
  /** The oldest event of the pages before that has to be looked at again. */
  readonly heldAt?: number | undefined;
}

/** The stretch of time that a run looks at, and where in it. */
export interface Sweep {
  readonly from: number;
  /** Events after this moment may still be on their way. */
  readonly to: number;
  readonly page?: string | undefined;
  readonly heldAt?: number | undefined;
}

export interface SweepLimits {
  readonly graceMs: number;
  /** How far back the provider can be asked. */
  readonly keptMs: number;
}

/** Providers list an event a moment after its own time, and clocks differ: so much is looked at once more. */
export const OVERLAP_MS = 3_600_000;

/** The progress of a source that was never looked at. */
export const firstProgress = (now: number): Progress => ({ begin: now, doneTo: now });

/** What the next run has to look at. */
export function nextSweep({ begin, doneTo, open }: Progress, now: number, { graceMs, keptMs }: SweepLimits): Sweep {
  if (open && open.from >= now - keptMs) return open;
  const from = Math.max(begin, doneTo - OVERLAP_MS, now - keptMs);
  return { from, to: Math.max(from, now - graceMs) };
}

/** How a run's part of a sweep ended. */
export interface SweepEnd {
  /** The page that was not looked at any more; absent when the sweep is over. */
  readonly nextPage?: string | undefined;
  /** The oldest event that has to be looked at again. */
  readonly heldAt?: number | undefined;
}

/** The progress after a run. What has to be looked at again is never passed. */
export function progressAfter(before: Progress, sweep: Sweep, { nextPage, heldAt }: SweepEnd): Progress {
  const { begin, doneTo } = before;
  const held = earliest(sweep.heldAt, heldAt);
  if (nextPage !== undefined)
    return { begin, doneTo, open: { from: sweep.from, to: sweep.to, page: nextPage, heldAt: held } };
  const reached = held === undefined ? sweep.to : Math.min(sweep.to, held + OVERLAP_MS);
  return { begin, doneTo: Math.max(reached, begin) };
}

/** The same progress, with the provider's wish to be left alone until a moment. */
export const leftAlone = (progress: Progress, notBefore: number): Progress => ({ ...progress, notBefore });

/** The earliest of some moments, leaving out those that are none. */
export function earliest(...moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
