/** `p99` is the value that 99 of 100 do not exceed; `p99.9` and the like are allowed. */
export type Statistic = 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'SampleCount' | `p${number}`;

/** Values, and how often each occurred. */
export interface ValueCounts {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** For percentiles: each value rounded to three digits, so that there is an end to how many there are. */
  readonly counts: Map<number, number>;
}

/** No values at all. */
export const noValues = (): ValueCounts => ({
  count: 0,
  sum: 0,
  minimum: Number.POSITIVE_INFINITY,
  maximum: Number.NEGATIVE_INFINITY,
  counts: new Map(),
});

/** Adds a value that occurred so many times. */
export function addValue(values: ValueCounts, value: number, count: number): void {
  values.count += count;
  values.sum += value * count;
  values.minimum = Math.min(values.minimum, value);
  values.maximum = Math.max(values.maximum, value);
  const rounded = Number(value.toPrecision(3));
  values.counts.set(rounded, (values.counts.get(rounded) ?? 0) + count);
}

/**
 * A statistic of several of them together, of which one at least has a value.
 * @throws {RangeError} when there is no such statistic
 */
export function statisticOf(parts: readonly ValueCounts[], statistic: Statistic): number {
  const total = (of: (part: ValueCounts) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  switch (statistic) {
    case 'Sum':
      return total(({ sum }) => sum);
    case 'SampleCount':
      return total(({ count }) => count);
    case 'Average':
      return total(({ sum }) => sum) / total(({ count }) => count);
    case 'Minimum':
      return Math.min(...parts.map(({ minimum }) => minimum));
    case 'Maximum':
      return Math.max(...parts.map(({ maximum }) => maximum));
    default:
      return percentileOf(parts, statistic);
  }
}

function percentileOf(parts: readonly ValueCounts[], statistic: `p${number}`): number {
  const percent = Number(statistic.slice(1));
  if (!(statistic.startsWith('p') && percent >= 0 && percent <= 100))
    throw new RangeError(`there is no statistic "${statistic}"`);
  const values = parts.flatMap(({ counts }) => [...counts]).sort(([left], [right]) => left - right);
  const rank = Math.max(1, Math.ceil((values.reduce((sum, [, count]) => sum + count, 0) * percent) / 100));
  let seen = 0;
  for (const [value, count] of values) {
    seen += count;
    if (seen >= rank) return value;
  }
  return Number.NaN;
}
