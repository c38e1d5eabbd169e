import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  type MetricOptions,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { OutcomeName } from '../core/outcomes.ts';
import { EXPIRED_SECRET, type QuarantineCause } from '../core/quarantine.ts';

/** What receives events from a queue: a processor, or the archive. */
interface Receiver extends Construct {
  readonly queueName: string;
  readonly deadLetterQueue: IQueue;
  readonly function: IFunction;
}

interface AlarmRow<Watched> {
  /** What it is called in the runbook. */
  readonly name: string;
  /** What is the matter. */
  readonly says: string;
  readonly metric: (watched: Watched) => IMetric;
  /** It rings once the metric has been above this for `periods` in a row. */
  readonly above: number;
  readonly periods: number;
  /** A version that is taking over goes back when it rings: it is about the code, and ends by itself. @default false */
  readonly rollsBack?: boolean;
}

/** CloudWatch looks every minute at the five before. */
const FIVE_MINUTES = { period: Duration.minutes(5), statistic: 'Sum' };

/** The alarms that every processor has. */
const PROCESSOR_ALARMS: readonly AlarmRow<Receiver>[] = [
  {
    name: 'dead-letter-not-empty',
    says: 'Events that could not be processed wait in the dead-letter queue.',
    metric: ({ deadLetterQueue }) => messagesIn(deadLetterQueue),
    above: 0,
    periods: 2,
  },
  {
    name: 'function-errors',
    says: 'Invocations end without an answer: they crash, time out or run out of memory.',
    metric: ({ function: handler }) => handler.metricErrors(FIVE_MINUTES),
    above: 2,
    periods: 1,
    rollsBack: true,
  },
];

/** The alarms that the verifier has. */
const VERIFIER_ALARMS: readonly AlarmRow<Way>[] = [
  {
    name: 'expired-secret-tried',
    says: 'Events are refused that are signed with a secret whose time is over.',
    metric: (way) => refusalsFor(EXPIRED_SECRET, way),
    above: 0,
    periods: 1,
  },
  {
    name: 'webhooks-not-taken',
    says: 'Providers are answered 5xx and have to send again.',
    metric: ({ serverErrors }) => serverErrors(FIVE_MINUTES),
    above: 2,
    periods: 1,
    rollsBack: true,
  },
];

/** The way in, of a stack of some name. */
interface Way extends Construct {
  readonly stackName: string;
  readonly serverErrors: (options: MetricOptions) => IMetric;
  readonly verifier: { readonly function: { readonly logGroup: ILogGroup } };
}

/** Sets the alarms of a processor, or of the archive, and returns those on which a new version goes back. */
export const setAlarms = (receiver: Receiver, topic: ITopic | undefined): Alarm[] =>
  setRows(PROCESSOR_ALARMS, receiver, receiver.queueName, topic);

/** Sets the alarms of the verifier, and returns those on which a new version goes back. */
export const setVerifierAlarms = (way: Way, topic: ITopic | undefined): Alarm[] =>
  setRows(VERIFIER_ALARMS, way, way.stackName, topic);

/** They are published to the topic, if there is one. */
function setRows<Watched extends Construct>(
  rows: readonly AlarmRow<Watched>[],
  watched: Watched,
  prefix: string,
  topic: ITopic | undefined,
): Alarm[] {
  return rows.flatMap(({ name, says, metric, above, periods, rollsBack }) => {
    const alarm = new Alarm(watched, name, {
      alarmName: `${prefix}-${name}`,
      alarmDescription: `${says} See docs/runbook.md#${name}.`,
      metric: metric(watched),
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      // SQS reports nothing on a queue that has been empty for hours, and a log without such lines nothing at all.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (topic) alarm.addAlarmAction(new SnsAction(topic));
    return rollsBack ? [alarm] : [];
  });
}

/** How many requests the verifier's log says were refused for a cause: that costs the verifier nothing. */
function refusalsFor(cause: QuarantineCause, way: Way): IMetric {
  const { logGroup } = way.verifier.function;
  const filter = new MetricFilter(way, `${cause}-refusals`, {
    logGroup,
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue('$.message', '=', 'refused' satisfies OutcomeName),
      FilterPattern.stringValue('$.cause', '=', cause),
    ),
    metricNamespace: `Breakwater/${way.stackName}`,
    metricName: `refused-${cause}`,
  });
  return filter.metric(FIVE_MINUTES);
}

/** Messages under an operator's inspection are invisible, and still there. */
function messagesIn(queue: IQueue): IMetric {
  const options = { period: Duration.minutes(1), statistic: 'Maximum' };
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
