import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmRow } from './alarm-row.ts';
import { sumOver } from './metric-of.ts';

/** Of every function that events go through. */
export const throttles: AlarmRow<{ readonly function: IFunction }> = {
  name: 'throttles',
  broke: 'Lambda refused to run the function: the concurrency of the account, or of the function, is used up.',
  noticed: 'Providers are answered 5xx, or events wait on their queue.',
  severity: 'ticket',
  metric: ({ function: handler }) => handler.metricThrottles(sumOver(5)),
  above: () => 0,
  periods: () => 2,
};
