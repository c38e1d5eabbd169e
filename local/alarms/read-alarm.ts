import { LocalRunError } from '../local-run-error.ts';
import type { Statistic } from '../metrics/value-counts.ts';
import type { CompositeAlarm, MetricAlarm, MissingData, WatchedMetric } from './alarm-definition.ts';
import { parseRule } from './composite-rule.ts';
import { type Expression, parseExpression } from './expression.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
interface AlarmProperties extends MetricProperties {
  readonly AlarmDescription?: string;
  readonly ComparisonOperator?: string;
  readonly Threshold?: number;
  readonly EvaluationPeriods?: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData?: MissingData;
  readonly Period?: number;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Metrics?: readonly DataQuery[];
}

interface MetricProperties {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

interface DataQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly Period?: number;
  readonly ReturnData?: boolean;
  readonly MetricStat?: { readonly Metric: MetricProperties; readonly Period: number; readonly Stat: string };
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

interface Named {
  readonly name: string;
  readonly arn: string;
}

/**
 * The alarm that a template describes, its intrinsic functions carried out.
 * @throws {LocalRunError} when it is of a kind that a local run does not know
 */
export function readAlarm({ name, arn }: Named, properties: AlarmProperties): MetricAlarm {
  const { ComparisonOperator = '', EvaluationPeriods = 1, Threshold = 0 } = properties;
  const compare = COMPARISONS[ComparisonOperator];
  if (!compare)
    throw new LocalRunError(`the alarm ${name} compares by ${ComparisonOperator}, which a local run cannot`);
  const periods = Number(EvaluationPeriods);
  return {
    kind: 'metric',
    name,
    arn,
    description: properties.AlarmDescription ?? '',
    ...(properties.Metrics ? computedFrom(name, properties.Metrics) : single(properties)),
    periods,
    datapoints: Number(properties.DatapointsToAlarm ?? periods),
    isBreaching: (value) => compare(value, Number(Threshold)),
    missing: properties.TreatMissingData ?? 'missing',
  };
}

/** The composite alarm that a template describes. */
export const readCompositeAlarm = (
  { name, arn }: Named,
  { AlarmRule = '', AlarmDescription = '' }: { readonly AlarmRule?: string; readonly AlarmDescription?: string },
): CompositeAlarm => ({ kind: 'composite', name, arn, description: AlarmDescription, rule: parseRule(AlarmRule) });

type Watching = Pick<MetricAlarm, 'metrics' | 'expression' | 'periodSeconds'>;

const single = ({ Statistic, ExtendedStatistic, Period = 60, ...metric }: AlarmProperties): Watching => ({
  metrics: [metricOf('it', metric, ExtendedStatistic ?? Statistic ?? 'Average')],
  expression: ({ it }) => it,
  periodSeconds: Number(Period),
});

function computedFrom(name: string, queries: readonly DataQuery[]): Watching {
  const stats = queries.flatMap(({ Id, MetricStat }) => (MetricStat ? [{ id: Id, ...MetricStat }] : []));
  const returned = queries.find(({ ReturnData = true }) => ReturnData);
  const [first] = stats;
  if (!first || !returned) throw new LocalRunError(`the alarm ${name} names no metric that a local run knows`);
  const { Id, Expression: source } = returned;
  const expression: Expression = source === undefined ? (values) => values[Id] : parseExpression(source);
  return {
    metrics: stats.map(({ id, Metric, Stat }) => metricOf(id, Metric, Stat)),
    expression,
    periodSeconds: Number(returned.Period ?? first.Period),
  };
}

const metricOf = (
  id: string,
  { Namespace: namespace = '', MetricName: metric = '', Dimensions = [] }: MetricProperties,
  statistic: string,
): WatchedMetric => ({
  id,
  namespace,
  metric,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, String(Value)])),
  // The store refuses what is none.
  statistic: statistic as Statistic,
});
