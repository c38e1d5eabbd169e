import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_DAYS = 90;

/** Reads how long an old secret stays good, such as `24h`, in milliseconds. */
export function parseOverlap(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const overlap = Number(count) * (UNITS[unit] ?? 0);
  if (overlap > 0 && overlap <= LONGEST_DAYS * 86_400_000) return overlap;
  throw new InvalidArgumentError(`Allowed: such as 90s, 15m, 24h or 7d, up to ${LONGEST_DAYS}d`);
}
