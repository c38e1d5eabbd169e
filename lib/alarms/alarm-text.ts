import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { dashboardUrl, logQueryUrl, queueUrl } from '../../core/console-links.ts';
import type { CompositeRow, Places } from './alarm-row.ts';

/** What every alarm's text says besides what its row says. */
export interface TextOptions {
  /** The name of the stack's dashboard. */
  readonly dashboard: string;
  /** Where the runbook is: a path or an address, without a fragment. */
  readonly runbook: string;
}

/** JSON lines of our functions have a level; what Lambda itself writes of them is a warning at least. */
const TROUBLE = 'fields @timestamp,@message|filter level!="info"';

/** What an alarm says to whoever is told of it. CloudWatch allows 1024 characters. */
export function alarmText(
  scope: Construct,
  { name, broke, noticed }: CompositeRow,
  { queueName, logGroupName, query = TROUBLE }: Places,
  { dashboard, runbook }: TextOptions,
): string {
  const { region, urlSuffix, account } = Stack.of(scope);
  return [
    broke,
    noticed,
    `Do: ${runbook}#${name}`,
    ...(queueName ? [`Queue: ${queueUrl(region, { urlSuffix, account, name: queueName })}`] : []),
    ...(logGroupName ? [`Log: ${logQueryUrl(region, logGroupName, query)}`] : []),
    `Dashboard: ${dashboardUrl(region, dashboard)}`,
  ].join('\n');
}
