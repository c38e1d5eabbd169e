import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { defineWebhooks } from '../../core/index.ts';
import { synthesize, webhooks } from './synthesize.ts';

const { template, properties } = synthesize();

/** The URL of any queue, up to the processor's name. */
const QUEUE_URLS = {
  'Fn::Join': [
    '',
    ['https://sqs.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: 'AWS::AccountId' }, '/Hooks-'],
  ],
};

describe('the way in', () => {
  test('is one HTTP API that hands every method on every source to the verifier', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', { StageName: '$default', AutoDeploy: true });
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'ANY /webhooks/{source}' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: { 'Fn::GetAtt': [Match.stringLikeRegexp('^IngressVerifierFunction'), 'Arn'] },
    });
  });

  test('lets only this API call the verifier', () => {
    template.resourceCountIs('AWS::Lambda::Permission', 1);
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: Match.objectLike({}),
    });
  });

  test('tells the verifier where everything is, and nothing else', () => {
    expect(properties('AWS::Lambda::Function', 'IngressVerifier').Environment).toEqual({
      Variables: {
        STACK_NAME: 'Hooks',
        LEDGER_TABLE: { Ref: expect.stringMatching(/^LedgerTable/) },
        QUEUE_URL_PREFIX: QUEUE_URLS,
        SECRET_PREFIX: 'Hooks/',
        PUBLIC_URL: { 'Fn::GetAtt': [expect.stringMatching(/^IngressApi/), 'ApiEndpoint'] },
        QUARANTINE_BUCKET: { Ref: expect.stringMatching(/^QuarantineBucket/) },
        CLAIM_CHECK_BUCKET: { Ref: expect.stringMatching(/^ClaimChecksBucket/) },
        CLAIM_CHECK_KB: '200',
      },
    });
  });

  test('gives the verifier half a gigabyte, for its CPU, and 10 seconds', () => {
    expect(properties('AWS::Lambda::Function', 'IngressVerifier')).toMatchObject({ MemorySize: 512, Timeout: 10 });
  });

  test('updates the verifier only once the queues that it is to send to are there', () => {
    const [policy] = Object.keys(template.findResources('AWS::IAM::Policy'));
    const [verifier] = Object.entries(template.findResources('AWS::Lambda::Function'))
      .filter(([id]) => id.startsWith('IngressVerifier'))
      .map(([, resource]) => resource);
    expect(verifier?.DependsOn).toContain(policy);
  });
});

describe('a secret', () => {
  test('exists for each source, under the name that the verifier derives', () => {
    const secrets = Object.values(template.findResources('AWS::SecretsManager::Secret'));
    expect(secrets.map(({ Properties }) => Properties.Name)).toEqual(['Hooks/stripe', 'Hooks/stripe-connect']);
  });

  test('has no value until it is set', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::SecretsManager::Secret'))) {
      expect(Object.keys(Properties).sort()).toEqual(['Description', 'Name']);
    }
  });
});

test('two sources may differ by a dash only', () => {
  const sources = { 'v-1': { provider: 'stripe' }, v1: { provider: 'stripe' } } as const;
  const { template } = synthesize({ webhooks: defineWebhooks({ sources, processors: {} }) });
  template.resourceCountIs('AWS::SecretsManager::Secret', 2);
});

describe('the ledger', () => {
  test('outlives the stack, can be restored to any second, and forgets by itself', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      },
    });
  });

  test('lists the events of a source by time, from an index in shards', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-source-and-time',
          KeySchema: [
            { AttributeName: 'shard', KeyType: 'HASH' },
            { AttributeName: 'receivedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['type', 'time', 'provider'] },
        },
      ],
    });
  });
});

describe('the functions', () => {
  const functions = () => Object.values(template.findResources('AWS::Lambda::Function'));

  test('run on the newest Node on Arm', () => {
    expect(functions()).toHaveLength(3);
    for (const { Properties } of functions())
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
  });

  test('log as JSON, each to a group of its own that is kept for a month', () => {
    const groups = functions().map(({ Properties }) => Properties.LoggingConfig.LogGroup.Ref);
    expect(new Set(groups).size).toBe(3);
    for (const { Properties } of functions())
      expect(Properties.LoggingConfig).toMatchObject({ LogFormat: 'JSON', SystemLogLevel: 'WARN' });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });
});

test('an alarm rings when the log says that a secret is tried whose time is over', () => {
  template.hasResourceProperties('AWS::Logs::MetricFilter', {
    FilterPattern: '{ ($.message = "refused") && ($.cause = "expired-secret") }',
    LogGroupName: { Ref: Match.stringLikeRegexp('^IngressVerifierLog') },
    MetricTransformations: [
      { MetricName: 'refused-expired-secret', MetricNamespace: 'Breakwater/Hooks', MetricValue: '1' },
    ],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'Hooks-expired-secret-tried',
    MetricName: 'refused-expired-secret',
    Namespace: 'Breakwater/Hooks',
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  });
});

test('each alarm has a section of the runbook that is called as it is', () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8');
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  const named = alarms.map(({ Properties }) => /docs\/runbook\.md#([\w-]+)\./.exec(Properties.AlarmDescription)?.[1]);
  expect(new Set(named)).toEqual(
    new Set(['expired-secret-tried', 'webhooks-not-taken', 'dead-letter-not-empty', 'function-errors']),
  );
  for (const name of named) expect(runbook).toContain(`\n## ${name}\n`);
});

describe('the outputs', () => {
  test('name the address, the ledger, the buckets, and the queues of each processor', () => {
    const ref = (pattern: RegExp) => ({ Value: { Ref: expect.stringMatching(pattern) } });
    expect(template.findOutputs('*')).toEqual({
      WebhookUrl: {
        Value: {
          'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^IngressApi/), 'ApiEndpoint'] }, '/webhooks']],
        },
      },
      LedgerTableName: ref(/^LedgerTable/),
      QuarantineBucketName: ref(/^QuarantineBucket/),
      ClaimCheckBucketName: ref(/^ClaimChecksBucket/),
      QueueUrlPrefix: { Value: QUEUE_URLS },
      RecordPaymentQueueUrl: ref(/^ProcessorsRecordPaymentQueuesQueue/),
      RecordPaymentDeadLetterQueueUrl: ref(/^ProcessorsRecordPaymentQueuesDeadLetterQueue/),
      DeployPreviewQueueUrl: ref(/^ProcessorsDeployPreviewQueuesQueue/),
      DeployPreviewDeadLetterQueueUrl: ref(/^ProcessorsDeployPreviewQueuesDeadLetterQueue/),
    });
  });
});

describe('what a stack is told', () => {
  const { template, properties } = synthesize({
    webhooks,
    publicUrl: 'https://hooks.example.com/',
    throttle: { rateLimit: 100, burstLimit: 200 },
    logRetention: RetentionDays.ONE_YEAR,
    alarmEmail: 'oncall@example.com',
  });

  test('is the address that providers send to', () => {
    template.hasOutput('WebhookUrl', { Value: 'https://hooks.example.com/webhooks' });
    expect(properties('AWS::Lambda::Function', 'IngressVerifier')).toHaveProperty(
      'Environment.Variables.PUBLIC_URL',
      'https://hooks.example.com',
    );
  });

  test('is how many requests may come in', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
    });
  });

  test('is how long logs are kept', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  });

  test('is who hears of alarms', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'oncall@example.com' });
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^AlarmsTopic') }],
    });
  });

  test('lets this account’s alarms publish, and nobody without TLS', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  });
});
