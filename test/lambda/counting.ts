import { type Metrics, metricsTo } from '../../lambda/metrics.ts';
import type { MetricSample } from '../../local/metrics/metric-store.ts';
import { readEmf } from '../../local/metrics/read-emf.ts';

/** Metrics that are written at once, and what has been written. */
export interface Counting {
  readonly metrics: Metrics;
  /** The sum of each metric, by the source or processor and, where there is one, the cause. */
  sums(): Record<string, number>;
}

/** Makes metrics for a test. */
export function counting(now: () => number = () => 0): Counting {
  const samples: MetricSample[] = [];
  const write = (line: string) => samples.push(...(readEmf(line) ?? []));
  const metrics = metricsTo({ stack: 'Webhooks', write, now, later: () => {}, everySeconds: 0 });
  return {
    metrics,
    sums() {
      metrics.endInvocation();
      const all = Map.groupBy(samples, ({ metric, dimensions: { Source, Processor, Cause } }) =>
        [Source ?? Processor, Cause, metric].filter(Boolean).join(' '),
      );
      return Object.fromEntries([...all].map(([key, some]) => [key, some.reduce((sum, { value }) => sum + value, 0)]));
    },
  };
}
