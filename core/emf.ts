import { type Dimension, METRICS_NAMESPACE, type MetricUnit } from './metrics.ts';

/** The values of one metric. */
export interface MetricValues {
  readonly name: string;
  readonly unit: MetricUnit;
  readonly values: readonly number[];
}

/** What was counted under the same dimensions. */
export interface MetricSet {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly dimensions: Readonly<Partial<Record<Dimension, string>>>;
  readonly metrics: readonly MetricValues[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export const MOST_VALUES = 100;
const MOST_METRICS = 100;

/**
 * Lines in CloudWatch's Embedded Metric Format: from each that a function writes to its log, CloudWatch takes the metrics.
 * One line holds 100 metrics with 100 values each; there are more of them where that is too little.
 */
export function emfLines({ at, dimensions, metrics }: MetricSet): string[] {
  const parts = metrics.flatMap(({ values, ...metric }) =>
    chunks(values, MOST_VALUES).map((some, part) => ({ ...metric, values: some, part })),
  );
  // Of one metric a line can hold one part.
  const lines = [...Map.groupBy(parts, ({ part }) => part).values()].flatMap((some) => chunks(some, MOST_METRICS));
  return lines.map((some) => emfLine({ at, dimensions, metrics: some }));
}

const emfLine = ({ at, dimensions, metrics }: MetricSet): string =>
  JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          Dimensions: [Object.keys(dimensions)],
          Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
        },
      ],
    },
    ...dimensions,
    ...Object.fromEntries(metrics.map(({ name, values }) => [name, values.length === 1 ? values[0] : values])),
  });

const chunks = <Item>(items: readonly Item[], most: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, index) => items.slice(index * most, (index + 1) * most));
