import { InvalidArgumentError } from 'commander';

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600 };
const FASTEST = 10_000;

/** How often a second something may start, given as `200`, `10/s`, `300/m` or `60/h`. */
export function parseRate(text: string): number {
  const [, count = '', unit = 's'] = /^(\d{1,5}(?:\.\d{1,3})?)(?:\/([smh]))?$/.exec(text) ?? [];
  const perSecond = Number(count) / (SECONDS[unit] ?? 1);
  if (count !== '' && perSecond > 0 && perSecond <= FASTEST) return perSecond;
  throw new InvalidArgumentError(`Allowed: a rate such as 10/s, 300/m or 60/h, up to ${FASTEST}/s`);
}
