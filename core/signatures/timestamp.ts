import type { RefusalCause } from '../verdict.ts';

/** Seconds or milliseconds since 1970, or an RFC 3339 date. */
export type TimeUnit = 's' | 'ms' | 'rfc3339';

const WELL_FORMED: Record<TimeUnit, RegExp> = {
  s: /^\d{1,12}$/,
  ms: /^\d{1,15}$/,
  rfc3339: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/,
};

/** The moment that a timestamp names, in milliseconds since 1970, or `undefined` when it is not in that unit. */
export function parseTimestamp(text: string, unit: TimeUnit = 's'): number | undefined {
  if (!WELL_FORMED[unit].test(text)) return undefined;
  const moment = unit === 'rfc3339' ? Date.parse(text) : Number(text) * (unit === 's' ? 1000 : 1);
  // The form allows a 13th month; what is not a moment must not slip through the comparisons of a tolerance.
  return Number.isNaN(moment) ? undefined : moment;
}

/** A moment as its sender would write it. */
export function formatTimestamp(now: number, unit: TimeUnit = 's'): string {
  if (unit === 'rfc3339') return new Date(now).toISOString();
  return String(unit === 's' ? Math.floor(now / 1000) : now);
}

/** Why a signed timestamp is refused, or `undefined` when it lies within the tolerance (seconds) on both sides. */
export function checkTimestamp(signedAt: number, now: number, tolerance: number): RefusalCause | undefined {
  // Senders cut to whole seconds, so a delivery signed just now may look up to a second older than it is.
  if (now - signedAt >= (tolerance + 1) * 1000) return 'stale-timestamp';
  if (signedAt - now > tolerance * 1000) return 'future-timestamp';
  return undefined;
}
