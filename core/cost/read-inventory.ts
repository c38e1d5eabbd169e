import { LEDGER_INDEX } from '../names.ts';
import type { Inventory } from './inventory.ts';
import { notCountedIn } from './not-counted.ts';
import { readFunctions } from './read-functions.ts';
import { type CostedTemplate, listOf, type Properties, part, propertiesOf } from './template.ts';

/**
 * Reads what a stack deploys from its template, and those of the stacks nested in it.
 * @throws {Error} when the stack has no verifier
 */
export function readInventory(templates: readonly CostedTemplate[]): Inventory {
  const all = (type: string) => propertiesOf(templates, type);
  const { others, ...functions } = readFunctions(templates);
  const tables = all('AWS::DynamoDB::Table');
  const ledger = tables.find(isLedger) ?? {};
  return {
    ...functions,
    ...entranceIn(templates),
    ledger: {
      indexes: listOf(ledger.GlobalSecondaryIndexes).length,
      hasBackup: part(ledger, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true,
    },
    polledQueues: polledIn(templates),
    secrets: all('AWS::SecretsManager::Secret').length,
    keys: all('AWS::KMS::Key').length,
    usesKey: all('AWS::SQS::Queue').some(({ KmsMasterKeyId }) => KmsMasterKeyId !== undefined),
    alarmMetrics: all('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    compositeAlarms: all('AWS::CloudWatch::CompositeAlarm').length,
    dashboards: all('AWS::CloudWatch::Dashboard').length,
    endpointZones: all('AWS::EC2::VPCEndpoint')
      .filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface')
      .reduce((sum, { SubnetIds }) => sum + Math.max(1, listOf(SubnetIds).length), 0),
    natGateways: all('AWS::EC2::NatGateway').length,
    notCounted: notCountedIn(templates, {
      functions: others,
      tables: tables.filter((table) => !isLedger(table)).length,
    }),
  };
}

function entranceIn(templates: readonly CostedTemplate[]) {
  const all = (type: string) => propertiesOf(templates, type);
  const stages = [...all('AWS::ApiGatewayV2::Stage'), ...all('AWS::ApiGateway::Stage')];
  return {
    entrance: all('AWS::ApiGateway::RestApi').length > 0 ? ('rest-api' as const) : ('http-api' as const),
    hasCdn: all('AWS::CloudFront::Distribution').length > 0,
    cdnFunctions: all('AWS::CloudFront::Function').length,
    webAcls: all('AWS::WAFv2::WebACL').map(({ Rules }) => listOf(Rules).length),
    hasAccessLog: stages.some((stage) => (stage.AccessLogSettings ?? stage.AccessLogSetting) !== undefined),
  };
}

const isLedger = ({ GlobalSecondaryIndexes }: Properties) =>
  listOf(GlobalSecondaryIndexes).some((index) => part(index, 'IndexName') === LEDGER_INDEX);

/** One that calculates costs as much as all the metrics that it calculates with. */
const metricsOf = ({ Metrics }: Properties) =>
  Math.max(1, listOf(Metrics).filter((metric) => part(metric, 'MetricStat') !== undefined).length);

/** By the queue of each mapping: a processor's queue is in the same template. */
function polledIn(templates: readonly CostedTemplate[]): Inventory['polledQueues'] {
  const isFifo = templates.flatMap((template) =>
    propertiesOf([template], 'AWS::Lambda::EventSourceMapping').map(({ EventSourceArn }) => {
      const [id] = listOf(part(EventSourceArn, 'Fn::GetAtt'));
      return template.Resources[String(id)]?.Properties?.FifoQueue === true;
    }),
  );
  const fifo = isFifo.filter(Boolean).length;
  return { standard: isFifo.length - fifo, fifo };
}
