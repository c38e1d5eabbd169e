import { runsOf } from './function-rows.ts';
import type { Inventory } from './inventory.ts';
import type { MetricCount } from './metric-count.ts';
import { type CostRow, row } from './row.ts';
import { HOURS_A_MONTH, SECONDS_A_MONTH } from './volume.ts';

/** How often SQS asks KMS for a queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html (a producer, a consumer, a key for 300 s) */
const KEY_CALLS_OF_QUEUE = (SECONDS_A_MONTH / 300) * 3;

/** What is there whether or not events come. */
export function fixedRows(inventory: Inventory, metrics: MetricCount): CostRow[] {
  const { secrets, keys, usesKey, polledQueues, webAcls, endpointZones, natGateways, reconcilers } = inventory;
  const fixed = (service: string, item: string, quantity: number, price: Parameters<typeof row>[4]) =>
    row('fixed', service, item, quantity, price);
  const queues = polledQueues.standard + polledQueues.fifo;
  const asked = Object.values(reconcilers).reduce((sum, reconciler) => sum + runsOf(reconciler), 0);
  const { memoryMb, provisioned = 0 } = inventory.verifier;
  return [
    ...fixed(
      'Lambda',
      'verifiers kept started',
      provisioned * (memoryMb / 1024) * SECONDS_A_MONTH,
      'provisionedArmSecond',
    ),
    ...fixed('Secrets Manager', 'secrets', secrets, 'secret'),
    ...fixed('Secrets Manager', 'reads by reconcilers', asked, 'secretCall'),
    ...fixed('CloudWatch', 'alarms', inventory.alarmMetrics, 'alarm'),
    ...fixed('CloudWatch', 'composite alarms', inventory.compositeAlarms, 'compositeAlarm'),
    ...fixed('CloudWatch', 'dashboards', inventory.dashboards, 'dashboard'),
    ...fixed('CloudWatch', 'metrics of sources', metrics.sources, 'metric'),
    ...fixed('CloudWatch', 'metrics of processors', metrics.processors, 'metric'),
    ...fixed('CloudWatch', 'metrics of reconcilers', metrics.reconcilers, 'metric'),
    ...fixed('WAF', 'web ACLs', webAcls.length, 'webAcl'),
    ...fixed(
      'WAF',
      'rules',
      webAcls.reduce((sum, rules) => sum + rules, 0),
      'wafRule',
    ),
    ...fixed('KMS', 'keys', keys, 'key'),
    ...(usesKey ? fixed('KMS', 'calls of queues', queues * KEY_CALLS_OF_QUEUE, 'keyCall') : []),
    ...fixed('VPC', 'interface endpoints', endpointZones * HOURS_A_MONTH, 'interfaceEndpoint'),
    ...fixed('VPC', 'NAT gateways', natGateways * HOURS_A_MONTH, 'natGateway'),
  ];
}
