import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** What receives events from a queue: a processor, or the archive. */
interface Receiver extends Construct {
  readonly queueName: string;
  readonly deadLetterQueue: IQueue;
}

interface AlarmRow {
  /** What it is called in the runbook. */
  readonly name: string;
  /** What is the matter with the processor. */
  readonly says: string;
  readonly metric: (receiver: Receiver) => IMetric;
  /** It rings once the metric has been above this for `periods` in a row. */
  readonly above: number;
  readonly periods: number;
}

/** The alarms that every processor has. */
const PROCESSOR_ALARMS: readonly AlarmRow[] = [
  {
    name: 'dead-letter-not-empty',
    says: 'Events that could not be processed wait in the dead-letter queue.',
    metric: ({ deadLetterQueue }) => messagesIn(deadLetterQueue),
    above: 0,
    periods: 2,
  },
];

/** Sets the alarms of a processor, or of the archive, which are published to the topic, if there is one. */
export function setAlarms(receiver: Receiver, topic: ITopic | undefined): void {
  for (const { name, says, metric, above, periods } of PROCESSOR_ALARMS) {
    const alarm = new Alarm(receiver, name, {
      alarmName: `${receiver.queueName}-${name}`,
      alarmDescription: `${says} See docs/runbook.md#${name}.`,
      metric: metric(receiver),
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      // SQS reports nothing on a queue that has been empty for hours.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (topic) alarm.addAlarmAction(new SnsAction(topic));
  }
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
