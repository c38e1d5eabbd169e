import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import {
  CAUSE_METRIC,
  type Cause,
  type Dimension,
  METRICS_NAMESPACE,
  type ProcessorMetric,
  type ReconcilerMetric,
  type SourceMetric,
} from '../../core/metrics.ts';

/** So many minutes together, in a sum. */
export const sumOver = (minutes: number) => ({ period: Duration.minutes(minutes), statistic: 'Sum' });

/** The largest value in so many minutes. */
export const maximumOver = (minutes: number) => ({ period: Duration.minutes(minutes), statistic: 'Maximum' });

/** What is told apart by a source. */
export interface NamedSource {
  readonly stackName: string;
  readonly source: string;
}

/** What the verifier, or a reconciler, counts of a source. */
export const sourceMetric = (
  { stackName, source }: NamedSource,
  name: SourceMetric | ReconcilerMetric,
  options: MetricOptions,
): Metric => ours(name, { Stack: stackName, Source: source }, options);

/** How many requests of a source were refused for a cause. */
export const refusalsFor = ({ stackName, source }: NamedSource, cause: Cause, options: MetricOptions): Metric =>
  ours(CAUSE_METRIC, { Stack: stackName, Source: source, Cause: cause }, options);

/** What a processor's function counts. */
export const processorMetric = (
  { stackName, processor }: { readonly stackName: string; readonly processor: string },
  name: ProcessorMetric,
  options: MetricOptions,
): Metric => ours(name, { Stack: stackName, Processor: processor }, options);

const ours = (
  metricName: string,
  dimensionsMap: { readonly [Name in Dimension]?: string },
  options: MetricOptions,
): Metric => new Metric({ namespace: METRICS_NAMESPACE, metricName, dimensionsMap: { ...dimensionsMap }, ...options });

/** A number that is computed from others, by their names in an expression. */
export const computed = (
  expression: string,
  usingMetrics: Readonly<Record<string, IMetric>>,
  { period }: { readonly period: Duration },
): MathExpression => new MathExpression({ expression, label: expression, period, usingMetrics: { ...usingMetrics } });

/** Messages under an operator's inspection are invisible, and still there. */
export function messagesIn(queue: IQueue): IMetric {
  const options = maximumOver(1);
  return new MathExpression({
    expression: 'visible + notVisible',
    label: 'messages',
    period: options.period,
    usingMetrics: {
      visible: queue.metricApproximateNumberOfMessagesVisible(options),
      notVisible: queue.metricApproximateNumberOfMessagesNotVisible(options),
    },
  });
}
