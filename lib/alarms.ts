import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Processor } from './processor.ts';

interface AlarmRow {
  /** What it is called in the runbook. */
  readonly name: string;
  /** What is the matter with the processor. */
  readonly says: string;
  readonly metric: (processor: Processor) => IMetric;
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

/** Sets a processor's alarms, which are published to the topic, if there is one. */
export function setAlarms(processor: Processor, topic: ITopic | undefined): void {
  for (const { name, says, metric, above, periods } of PROCESSOR_ALARMS) {
    const alarm = new Alarm(processor, name, {
      alarmName: `${processor.queueName}-${name}`,
      alarmDescription: `${says} See docs/runbook.md#${name}.`,
      metric: metric(processor),
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
