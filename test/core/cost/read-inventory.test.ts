import { readInventory } from '../../../core/cost/read-inventory.ts';
import type { CostedTemplate } from '../../../core/cost/template.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { synthesize } from '../../lib/synthesize.ts';

const read = (...props: Parameters<typeof synthesize>) =>
  readInventory([synthesize(...props).template.toJSON() as CostedTemplate]);

test('reads functions, queues and the ledger off the template of a stack', () => {
  const inventory = read();
  const size = { architecture: 'arm64', isTraced: false };
  expect(inventory).toMatchObject({
    entrance: 'http-api',
    hasCdn: false,
    webAcls: [],
    hasAccessLog: true,
    verifier: { ...size, memoryMb: 512 },
    claimCheckKb: 200,
    processors: {
      'record-payment': { ...size, memoryMb: 256, maxAttempts: 10 },
      'deploy-preview': { ...size, memoryMb: 1024, maxAttempts: 4 },
    },
    reconcilers: {},
    ledger: { indexes: 1, hasBackup: true },
    polledQueues: { standard: 2, fifo: 0 },
    secrets: 2,
    keys: 0,
    usesKey: false,
    notCounted: [],
  });
});

test('counts alarms by the metrics that they watch, and whatever else is watched with', () => {
  const { template } = synthesize();
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  const metrics = alarms.map(({ Properties: { Metrics = [{ MetricStat: {} }] } }) =>
    Metrics.filter((metric: object) => 'MetricStat' in metric),
  );
  const inventory = readInventory([template.toJSON() as CostedTemplate]);
  expect(inventory.alarmMetrics).toBe(metrics.flat().length);
  expect(inventory.alarmMetrics).toBeGreaterThan(alarms.length);
  expect(inventory.dashboards).toBe(Object.keys(template.findResources('AWS::CloudWatch::Dashboard')).length);
});

test('reads FIFO queues, the archive, reconcilers, a key and a REST API with a web ACL', () => {
  const rich = defineWebhooks({
    sources: {
      github: { reconcile: { repository: 'acme/shop', hook: 7, everyMinutes: 60 } },
      stripe: { reconcile: { everyMinutes: 10 } },
    },
    processors: { ship: { on: { github: ['*'] }, orderedBy: ({ type }) => type } },
    archive: { retentionDays: 90 },
  });
  const props = { webhooks: rich, encryptionKey: 'create', access: { kind: 'rest-api' } } as const;
  expect(read(props)).toMatchObject({
    entrance: 'rest-api',
    hasAccessLog: false,
    webAcls: [2],
    archive: { memoryMb: 1024, retentionDays: 90 },
    reconcilers: {
      github: { memoryMb: 512, everyMinutes: 60 },
      stripe: { memoryMb: 512, everyMinutes: 10 },
    },
    polledQueues: { standard: 1, fifo: 1 },
    secrets: 4,
    keys: 1,
    usesKey: true,
  });
});

test('says what it has no price of', () => {
  const { Resources } = synthesize().template.toJSON() as CostedTemplate;
  const more = {
    ...Resources,
    Own: { Type: 'AWS::Lambda::Function', Properties: {} },
    Payments: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    Stream: { Type: 'AWS::Kinesis::Stream' },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { ProvisionedConcurrencyConfig: {} } },
  };
  expect(readInventory([{ Resources: more }]).notCounted).toEqual([
    '1 × function of your own, or that sends notifications',
    '1 × table of your own',
    '1 × provisioned concurrency',
    '1 × AWS::Kinesis::Stream',
  ]);
});

test('a template without a verifier is refused', () => {
  expect(() => readInventory([{ Resources: {} }])).toThrow('the template has no verifier');
});
