import { DEFAULT_ARCHIVE_DAYS } from '../archive.ts';
import { DEFAULT_MAX_ATTEMPTS } from '../backoff.ts';
import { DEFAULT_CLAIM_CHECK_KB } from '../claim-check.ts';
import { LEDGER_INDEX } from '../names.ts';
import type { FunctionSize, Inventory } from './inventory.ts';
import { notCountedIn } from './not-counted.ts';
import { type CostedTemplate, listOf, numberOf, type Properties, part, propertiesOf } from './template.ts';

/** What Lambda gives a function that does not say. */
const LEAST_MEMORY_MB = 128;

/**
 * Reads what a stack deploys from its template, and those of the stacks nested in it.
 * @throws {Error} when the stack has no verifier
 */
export function readInventory(templates: readonly CostedTemplate[]): Inventory {
  const all = (type: string) => propertiesOf(templates, type);
  const functions = all('AWS::Lambda::Function').map((properties) => ({
    ...sizeOf(properties),
    properties,
    variables: part(properties, 'Environment', 'Variables'),
  }));
  const having = (name: string) => functions.filter(({ variables }) => part(variables, name) !== undefined);
  const [verifier] = having('QUARANTINE_BUCKET');
  if (!verifier) throw new Error('the template has no verifier: is it that of a WebhookStack?');
  const [archive] = having('ARCHIVE_BUCKET');
  const ledger = all('AWS::DynamoDB::Table').find(isLedger) ?? {};
  const distributions = all('AWS::CloudFront::Distribution');
  return {
    entrance: all('AWS::ApiGateway::RestApi').length > 0 ? 'rest-api' : 'http-api',
    hasCdn: distributions.length > 0,
    cdnFunctions: all('AWS::CloudFront::Function').length,
    webAcls: all('AWS::WAFv2::WebACL').map(({ Rules }) => listOf(Rules).length),
    hasAccessLog: [...all('AWS::ApiGatewayV2::Stage'), ...all('AWS::ApiGateway::Stage')].some(
      (stage) => (stage.AccessLogSettings ?? stage.AccessLogSetting) !== undefined,
    ),
    verifier: sizeOf(verifier.properties),
    claimCheckKb: numberOf(part(verifier.variables, 'CLAIM_CHECK_KB'), DEFAULT_CLAIM_CHECK_KB),
    processors: Object.fromEntries(
      having('PROCESSOR').map(({ properties, variables }) => [
        String(part(variables, 'PROCESSOR')),
        {
          ...sizeOf(properties),
          maxAttempts: numberOf(part(variables, 'MAX_ATTEMPTS'), DEFAULT_MAX_ATTEMPTS),
        },
      ]),
    ),
    ...(archive && {
      archive: { ...sizeOf(archive.properties), retentionDays: archiveDays(templates, archive.variables) },
    }),
    reconcilers: Object.fromEntries(
      having('API_SECRET').map(({ properties, variables }, index) => [
        String(part(variables, 'SOURCE')),
        { ...sizeOf(properties), everyMinutes: minutesOf(all('AWS::Events::Rule')[index]) },
      ]),
    ),
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
      functions: functions.length - 1 - having('PROCESSOR').length - having('API_SECRET').length - (archive ? 1 : 0),
      tables: all('AWS::DynamoDB::Table').filter((table) => !isLedger(table)).length,
    }),
  };
}

function sizeOf({ MemorySize, Architectures, TracingConfig }: Properties): FunctionSize {
  return {
    memoryMb: numberOf(MemorySize, LEAST_MEMORY_MB),
    architecture: listOf(Architectures).includes('arm64') ? 'arm64' : 'x86_64',
    isTraced: part(TracingConfig, 'Mode') === 'Active',
  };
}

const isLedger = ({ GlobalSecondaryIndexes }: Properties) =>
  listOf(GlobalSecondaryIndexes).some((index) => part(index, 'IndexName') === LEDGER_INDEX);

/** One that calculates costs as much as all the metrics that it calculates with. */
const metricsOf = ({ Metrics }: Properties) =>
  Math.max(1, listOf(Metrics).filter((metric) => part(metric, 'MetricStat') !== undefined).length);

/** `rate(15 minutes)`; whatever else stands there is taken for the default. */
const minutesOf = (rule: Properties | undefined) => {
  const [, count = '15', unit = 'minutes'] = /^rate\((\d+) (\w+)\)$/.exec(String(rule?.ScheduleExpression)) ?? [];
  return Number(count) * (unit.startsWith('hour') ? 60 : unit.startsWith('day') ? 1440 : 1);
};

function archiveDays(templates: readonly CostedTemplate[], variables: unknown): number {
  const id = part(part(variables, 'ARCHIVE_BUCKET'), 'Ref');
  const bucket = templates.map(({ Resources }) => Resources[String(id)]).find((found) => found !== undefined);
  const [rule] = listOf(part(bucket?.Properties, 'LifecycleConfiguration', 'Rules'));
  return numberOf(part(rule, 'ExpirationInDays'), DEFAULT_ARCHIVE_DAYS);
}

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
