import type { Statistic } from '../metrics/value-counts.ts';
import type { Expression } from './expression.ts';

/** As CloudWatch calls them. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** Whether a composite alarm rings, by the states of others, by their names or ARNs. */
export type Rule = (stateOf: (alarm: string) => AlarmState | undefined) => boolean;

/** A metric that an alarm looks at. */
export interface WatchedMetric {
  /** What it is called in the expression. */
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
}

interface Described {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
}

/** An alarm on a metric, or on what is computed from several. */
export interface MetricAlarm extends Described {
  readonly kind: 'metric';
  readonly metrics: readonly WatchedMetric[];
  readonly expression: Expression;
  readonly periodSeconds: number;
  readonly periods: number;
  /** How many of the periods have to be breaching. */
  readonly datapoints: number;
  readonly isBreaching: (value: number) => boolean;
  readonly missing: MissingData;
}

/** An alarm on the states of others. */
export interface CompositeAlarm extends Described {
  readonly kind: 'composite';
  readonly rule: Rule;
}

export type AlarmDefinition = MetricAlarm | CompositeAlarm;

/** What a period without data counts as. */
export type MissingData = 'breaching' | 'notBreaching' | 'ignore' | 'missing';
