import { InvalidArgumentError } from 'commander';

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * A moment, given as a time ago (`90s`, `15m`, `1h`, `7d`) or as a date (ISO 8601), as RFC 3339 in UTC.
 * @param now - milliseconds since 1970
 */
export function parseSince(text: string, now: number): string {
  const [, count, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const moment = count === undefined ? parseDate(text) : now - Number(count) * (UNITS[unit] ?? 0);
  if (Number.isNaN(moment) || Math.abs(moment) > 8.64e15)
    throw new InvalidArgumentError(
      'Allowed: a time ago such as 90s, 15m, 1h or 7d, or a date such as 2026-01-31T09:00Z',
    );
  return new Date(moment).toISOString();
}

/** Only dates that start with a year: `Date.parse` makes something of nearly any text. */
const parseDate = (text: string) => (/^\d{4}-\d\d(?:-\d\d|$)/.test(text) ? Date.parse(text) : Number.NaN);
