import type { IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmRow } from './alarm-row.ts';
import { throttles } from './function-alarms.ts';
import { sumOver } from './metric-of.ts';

/** What all events come in by. */
export interface WayIn {
  readonly serverErrors: (options: MetricOptions) => IMetric;
  /** The verifier. */
  readonly function: IFunction;
  readonly ledger: Pick<ITable, 'metric'>;
  /** How many requests a day are more than somebody wants to pay for. */
  readonly maxRequestsPerDay?: number | undefined;
}

const DAY_MINUTES = 1440;

/** The alarms that a stack has once. */
export const WAY_IN_ALARMS: readonly AlarmRow<WayIn>[] = [
  {
    name: 'webhooks-not-taken',
    broke: 'Requests are answered 5xx.',
    noticed: 'Events come late, when their providers send again. GitHub does not send again.',
    severity: 'page',
    metric: ({ serverErrors }) => serverErrors(sumOver(5)),
    above: () => 2,
    periods: () => 1,
    rollsBack: true,
  },
  throttles,
  {
    name: 'ledger-throttled',
    broke: 'DynamoDB refuses writes to the ledger: more than a partition, or the maximum of the table, takes.',
    noticed: 'Nothing while repeated calls succeed; otherwise providers are answered 503 and events come late.',
    severity: 'ticket',
    metric: ({ ledger }) => ledger.metric('WriteThrottleEvents', sumOver(5)),
    above: () => 0,
    periods: () => 2,
  },
  {
    name: 'daily-requests',
    broke: 'More requests came in a day than `maxRequestsPerDay` says.',
    noticed: 'Nothing; the bill grows with every request.',
    severity: 'ticket',
    metric: ({ function: handler }) => handler.metricInvocations(sumOver(DAY_MINUTES)),
    above: ({ maxRequestsPerDay = 0 }) => maxRequestsPerDay,
    periods: () => 1,
    isWanted: ({ maxRequestsPerDay }) => maxRequestsPerDay !== undefined,
  },
];
