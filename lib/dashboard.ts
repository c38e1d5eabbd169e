import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { dashboardUrl } from '../core/console-links.ts';
import type { ProcessorMetric, SourceMetric } from '../core/metrics.ts';
import { processorMetric, refusalsFor, sourceMetric } from './alarms/metric-of.ts';

/** What a dashboard shows. */
export interface DashboardProps {
  /** Its own name, and what everything on it belongs to. */
  readonly stackName: string;
  /** Alarms, by their names, the most important first. */
  readonly alarms: readonly string[];
  readonly sources: readonly string[];
  readonly processors: readonly {
    readonly name: string;
    readonly queueName: string;
    readonly deadLetterQueueName: string;
  }[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_remove_alarm_dashboard.html */
const MOST_ALARMS = 100;

/** More lines than these are not told apart: of more, those are drawn that reach highest. */
const MOST_LINES = 15;

const WIDTH = 24;
const PERIOD = Duration.minutes(5);
const DAY = Duration.days(1);
const sum = { period: PERIOD, statistic: 'Sum' };

/** One page for the stack: is it healthy, then by source, then by processor, then what the bill grows with. */
export class Dashboard extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { stackName } = props;
    new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName: stackName,
      defaultInterval: Duration.hours(3),
      widgets: [health(this, props), numbers(props), ...bySource(props), ...byProcessor(props), bill(props)],
    });
    this.url = dashboardUrl(Stack.of(this).region, stackName);
    new CfnOutput(Stack.of(this), 'DashboardUrl', { value: this.url });
  }
}

/** By their names, since the ARN of each in a nested stack would take one of the few parameters of a stack. */
function health(scope: Construct, { alarms }: DashboardProps): IWidget[] {
  const { partition, region, account } = Stack.of(scope);
  const shown = alarms.slice(0, MOST_ALARMS);
  const arns = shown.map((name) => `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`);
  const references = new Construct(scope, 'Shown');
  return [
    new AlarmStatusWidget({
      title: 'Is it healthy?',
      width: WIDTH,
      height: Math.min(12, 2 + Math.ceil(shown.length / 4)),
      alarms: arns.map((arn, index) => Alarm.fromAlarmArn(references, String(index), arn)),
    }),
  ];
}

function numbers({ stackName, sources, processors }: DashboardProps): IWidget[] {
  const ofSources = (name: SourceMetric) => sources.map((source) => sourceMetric({ stackName, source }, name, sum));
  return [
    number('Accepted', total(ofSources('Accepted'))),
    number('Refused', total(ofSources('Refused'))),
    number('Not taken (5xx)', total([...ofSources('Unavailable'), ...ofSources('SecretUnset')])),
    number('Dead letters', total(processors.map(({ deadLetterQueueName }) => lying(deadLetterQueueName)))),
  ];
}

function bySource({ stackName, sources }: DashboardProps): IWidget[][] {
  const each = (name: SourceMetric, statistic = 'Sum') =>
    sources.map((source) => sourceMetric({ stackName, source }, name, { period: PERIOD, statistic, label: source }));
  const wrong = sources.map((source) =>
    refusalsFor({ stackName, source }, 'wrong-signature', { ...sum, label: source }),
  );
  return [
    [heading('Sources')],
    [
      lines('Accepted', each('Accepted')),
      lines('Ignored: nobody wants them', each('Ignored')),
      lines('Duplicates', each('Duplicate')),
    ],
    [
      lines('Refused', each('Refused')),
      lines('Wrong signatures', wrong),
      lines('Answered within (p99, ms)', each('AckLatency', 'p99')),
    ],
  ];
}

function byProcessor({ stackName, processors }: DashboardProps): IWidget[][] {
  const each = (name: ProcessorMetric, statistic = 'Sum') =>
    processors.map(({ name: processor }) =>
      processorMetric({ stackName, processor }, name, { period: PERIOD, statistic, label: processor }),
    );
  const oldest = processors.map(({ name: label, queueName }) =>
    ofQueue(queueName, 'ApproximateAgeOfOldestMessage', label),
  );
  const dead = processors.map(({ name, deadLetterQueueName }) => lying(deadLetterQueueName, name));
  return [
    [heading('Processors')],
    [lines('Done', each('Done')), lines('Failed attempts', each('Retried')), lines('Given up', each('Failed'))],
    [lines('Oldest event waits (s)', oldest), lines('Dead letters', dead), lines('Held: paused', each('Held'))],
    [
      lines('An attempt takes (p99, ms)', each('Duration', 'p99')),
      lines('From receipt to first attempt (p99, ms)', each('Age', 'p99')),
      lines('From the provider to the end (p99, ms)', each('EndToEnd', 'p99')),
    ],
  ];
}

/** Prices change, and a page cannot: so it shows what is counted. */
function bill({ stackName, sources, processors }: DashboardProps): IWidget[] {
  const day = { period: DAY, statistic: 'Sum' };
  const requests = sources.map((source) => sourceMetric({ stackName, source }, 'Received', day));
  const attempts = processors.map(({ name: processor }) => processorMetric({ stackName, processor }, 'Started', day));
  return [
    new TextWidget({
      markdown: '## What the bill grows with\n`docs/cost.md` says what each costs.',
      width: 12,
      height: 3,
    }),
    new SingleValueWidget({ title: 'Requests a day', metrics: [total(requests, DAY)], width: 6, height: 3 }),
    new SingleValueWidget({ title: 'Attempts a day', metrics: [total(attempts, DAY)], width: 6, height: 3 }),
  ];
}

const heading = (title: string) => new TextWidget({ markdown: `## ${title}`, width: WIDTH, height: 1 });

const number = (title: string, metric: IMetric) =>
  new SingleValueWidget({ title, metrics: [metric], width: WIDTH / 4, height: 3, sparkline: true });

const lines = (title: string, metrics: readonly IMetric[]) =>
  new GraphWidget({
    title,
    width: WIDTH / 3,
    height: 6,
    left:
      metrics.length <= MOST_LINES
        ? [...metrics]
        : [together(`SORT(METRICS(), MAX, DESC, ${MOST_LINES})`, '', metrics)],
    leftYAxis: { min: 0, showUnits: false },
  });

/** Series without data count for nothing. */
const total = (metrics: readonly IMetric[], period = PERIOD): IMetric =>
  together('SUM(METRICS())', 'all', metrics, period);

/** CDK has an expression's period take the place of its metrics' own. */
function together(expression: string, label: string, metrics: readonly IMetric[], period = PERIOD): IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({ expression, label, period, usingMetrics });
}

const ofQueue = (QueueName: string, metricName: string, label?: string) =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName },
    period: PERIOD,
    statistic: 'Maximum',
    ...(label !== undefined && { label }),
  });

const lying = (queueName: string, label?: string) => ofQueue(queueName, 'ApproximateNumberOfMessagesVisible', label);
