import { addValue, noValues, type Statistic, statisticOf, type ValueCounts } from './value-counts.ts';

/** One value of a metric, or the same value several times. */
export interface MetricSample {
  /** `Breakwater` for ours, `AWS/Lambda`, `AWS/SQS` … for those of services. */
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** How often it occurred. @default 1 */
  readonly count?: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is asked of a series. As in CloudWatch, the dimensions must be exactly those that its samples were put with. */
export interface MetricQuery {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
  /** A multiple of the store's resolution. */
  readonly periodSeconds: number;
  /** Milliseconds since 1970; the period that holds it is the first one. */
  readonly from: number;
  /** Milliseconds since 1970; a period that begins then, or later, is not in the answer. */
  readonly to: number;
}

/** The statistic of one period. */
export interface Datapoint {
  /** When the period begins, in milliseconds since 1970: a multiple of its length. */
  readonly at: number;
  readonly value: number;
}

/** A series that has data. */
export type MetricSeries = Pick<MetricSample, 'namespace' | 'metric' | 'dimensions'>;

/** The metrics of a local run, in the manner of CloudWatch, for a day. */
export interface MetricStore {
  put(sample: MetricSample): void;
  /**
   * The periods that have data, the oldest first; one without any is missing from the answer.
   * @throws {RangeError} when the period is not a multiple of the store's resolution
   */
  query(query: MetricQuery): readonly Datapoint[];
  /** Every series that has data. */
  series(): readonly MetricSeries[];
}

export interface MetricStoreOptions {
  /** How finely times are told apart. @default 60 */
  readonly resolutionSeconds?: number;
  /** How long data is kept, by the time of the newest sample. @default 24 */
  readonly keptHours?: number;
  /** Samples of further series are dropped. @default 10000 */
  readonly mostSeries?: number;
}

interface Series extends MetricSeries {
  /** By the number of its bucket since 1970. */
  readonly buckets: Map<number, ValueCounts>;
}

/** Makes a store that is empty. What it keeps is bounded: a bucket for each minute, and no single samples. */
export function createMetricStore(options: MetricStoreOptions = {}): MetricStore {
  const { resolutionSeconds = 60, keptHours = 24, mostSeries = 10_000 } = options;
  const resolutionMs = resolutionSeconds * 1000;
  const kept = (keptHours * 3600) / resolutionSeconds;
  const all = new Map<string, Series>();
  let newest = 0;
  return {
    put({ namespace, metric, dimensions, value, count = 1, at }) {
      const bucket = Math.floor(at / resolutionMs);
      if (bucket > newest) newest = forget(all, bucket, kept);
      if (bucket <= newest - kept || !Number.isFinite(value)) return;
      const key = keyOf(namespace, metric, dimensions);
      const series = all.get(key) ?? { namespace, metric, dimensions, buckets: new Map() };
      if (!all.has(key) && all.size >= mostSeries) return;
      all.set(key, series);
      const values = series.buckets.get(bucket) ?? noValues();
      series.buckets.set(bucket, values);
      addValue(values, value, count);
    },
    query({ namespace, metric, dimensions, statistic, periodSeconds, from, to }) {
      if (periodSeconds <= 0 || periodSeconds % resolutionSeconds !== 0)
        throw new RangeError(`a period of ${periodSeconds} s is not a multiple of ${resolutionSeconds} s`);
      const { buckets = new Map<number, ValueCounts>() } = all.get(keyOf(namespace, metric, dimensions)) ?? {};
      const periodMs = periodSeconds * 1000;
      const periods = Map.groupBy(buckets, ([bucket]) => Math.floor((bucket * resolutionMs) / periodMs) * periodMs);
      return [...periods]
        .filter(([at]) => at + periodMs > from && at < to)
        .sort(([left], [right]) => left - right)
        .map(([at, parts]) => ({
          at,
          value: statisticOf(
            parts.map(([, values]) => values),
            statistic,
          ),
        }));
    },
    series: () => [...all.values()].map(({ namespace, metric, dimensions }) => ({ namespace, metric, dimensions })),
  };
}

/** Drops what is older than is kept, and returns the newest bucket. */
function forget(all: Map<string, Series>, newest: number, kept: number): number {
  for (const [key, { buckets }] of all) {
    for (const bucket of buckets.keys()) if (bucket <= newest - kept) buckets.delete(bucket);
    if (buckets.size === 0) all.delete(key);
  }
  return newest;
}

const keyOf = (namespace: string, metric: string, dimensions: Readonly<Record<string, string>>) =>
  JSON.stringify([namespace, metric, Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1))]);
