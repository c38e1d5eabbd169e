import { median } from './median.ts';

/** Something to measure, again and again. */
export type Work = () => unknown;

/** How often all variants take turns. An odd number: the median is then one that was measured. */
const ROUNDS = 11;

/** How long one variant works in a round, in microseconds of CPU: far above the clock's resolution of about 1,000. */
const ROUND_US = 40_000;

/**
 * Measures variants of the same work in turns, so that whatever else the machine does meets all of them alike.
 * @param pick - which of the rounds counts. @default - the one in the middle
 * @returns the microseconds of CPU that each takes
 */
export async function interleave<Name extends string>(
  variants: Readonly<Record<Name, Work>>,
  pick: (rounds: readonly number[]) => number = median,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(variants) as Name[];
  const counts = new Map<Name, number>();
  // The first time compiles the code, and tells how many make up a round.
  for (const name of names) counts.set(name, await calibrate(variants[name]));
  const measured = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const name of names) {
      const count = counts.get(name) ?? 1;
      measured.get(name)?.push((await cpuOf(variants[name], count)) / count);
    }
  return Object.fromEntries(names.map((name) => [name, pick(measured.get(name) ?? [])])) as Record<Name, number>;
}

async function calibrate(work: Work): Promise<number> {
  for (let count = 1; ; count *= 2) {
    const spent = await cpuOf(work, count);
    if (spent > ROUND_US / 2) return Math.max(1, Math.round((count * ROUND_US) / spent));
  }
}

async function cpuOf(work: Work, count: number): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index++) {
    const result = work();
    // A promise costs a turn; who returns none is not made to pay for it.
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
