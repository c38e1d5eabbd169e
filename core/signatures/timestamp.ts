import type { RefusalCause } from '../verdict.ts';

/**
 * Seconds or milliseconds since 1970, an RFC 3339 date, the same without a zone (which is UTC then), or a date as in HTTP.
 */
export type TimeUnit = 's' | 'ms' | 'rfc3339' | 'utc' | 'http-date';

const WELL_FORMED: Record<TimeUnit, RegExp> = {
  s: /^\d{1,12}$/,
  ms: /^\d{1,15}$/,
  rfc3339: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/,
  utc: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?$/,
  'http-date': /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
};

export const TIME_UNITS: readonly string[] = Object.keys(WELL_FORMED);

const READERS: Record<TimeUnit, (text: string) => number> = {
  s: (text) => Number(text) * 1000,
  ms: Number,
  rfc3339: Date.parse,
  utc: (text) => Date.parse(text.endsWith('Z') ? text : `${text}Z`),
  'http-date': Date.parse,
};

/** The moment that a timestamp names, in milliseconds since 1970, or `undefined` when it is not in that unit. */
export function parseTimestamp(text: string, unit: TimeUnit = 's'): number | undefined {
  if (!WELL_FORMED[unit].test(text)) return undefined;
  const moment = READERS[unit](text);
  // The form allows a 13th month; what is not a moment must not slip through the comparisons of a tolerance.
  return Number.isNaN(moment) ? undefined : moment;
}

/** A moment as its sender would write it. */
export function formatTimestamp(now: number, unit: TimeUnit = 's'): string {
  if (unit === 'rfc3339') return new Date(now).toISOString();
  if (unit === 'utc') return new Date(now).toISOString().slice(0, -1);
  if (unit === 'http-date') return new Date(now).toUTCString();
  return String(unit === 's' ? Math.floor(now / 1000) : now);
}

/** Why a signed timestamp is refused, or `undefined` when it lies within the tolerance (seconds) on both sides. */
export function checkTimestamp(signedAt: number, now: number, tolerance: number): RefusalCause | undefined {
  // Senders cut to whole seconds, so a delivery signed just now may look up to a second older than it is.
  if (now - signedAt >= (tolerance + 1) * 1000) return 'stale-timestamp';
  if (signedAt - now > tolerance * 1000) return 'future-timestamp';
  return undefined;
}
