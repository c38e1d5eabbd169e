import { defineWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

const webhooks = defineWebhooks({
  sources: { stripe: {} },
  processors: { 'record-payment': { on: { stripe: ['*'] } } },
  archive: { retentionDays: 30 },
});

const { properties, template } = synthesize({ webhooks, alarmEmail: 'oncall@example.com' });

test('there is nothing of an archive unless the configuration asks for it', () => {
  const { stack, template } = synthesize();
  expect(stack.archive).toBeUndefined();
  expect(JSON.stringify(template.toJSON())).not.toMatch(/archive/i);
});

test('its bucket is encrypted, closed to the public, reached over TLS only, and outlives the stack', () => {
  expect(properties('AWS::S3::Bucket', 'ArchiveBucket')).toMatchObject({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  });
  expect(properties('AWS::S3::BucketPolicy', 'ArchiveBucket')).toMatchObject({
    PolicyDocument: {
      Statement: [{ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    },
  });
  template.hasResource('AWS::S3::Bucket', {
    Properties: properties('AWS::S3::Bucket', 'ArchiveBucket'),
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('events are kept as long as the configuration says', () => {
  expect(properties('AWS::S3::Bucket', 'ArchiveBucket')).toMatchObject({
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30 }] },
  });
});

test('its function gets large batches, and says which messages it has not done', () => {
  expect(properties('AWS::Lambda::EventSourceMapping', 'ArchiveMapping')).toMatchObject({
    BatchSize: 10_000,
    MaximumBatchingWindowInSeconds: 300,
    ScalingConfig: { MaximumConcurrency: 5 },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

test('a message is hidden for six times the timeout and the time in which a batch is gathered', () => {
  const { Timeout } = properties('AWS::Lambda::Function', 'ArchiveHandler');
  expect(properties('AWS::SQS::Queue', 'ArchiveQueuesQueue')).toMatchObject({
    QueueName: 'Hooks-_archive',
    VisibilityTimeout: 6 * Number(Timeout) + 300,
    MessageRetentionPeriod: 14 * 86_400,
  });
});

test('a message is put aside only after more than two days of failures', () => {
  const { VisibilityTimeout, RedrivePolicy } = properties('AWS::SQS::Queue', 'ArchiveQueuesQueue');
  const { maxReceiveCount } = Object(RedrivePolicy);
  expect(Number(VisibilityTimeout) * maxReceiveCount).toBeGreaterThan(2 * 86_400);
  // SQS takes no more.
  expect(maxReceiveCount).toBeLessThanOrEqual(1000);
});

test('an alarm rings when something could not be kept', () => {
  expect(properties('AWS::CloudWatch::Alarm', 'Archivedeadletter')).toMatchObject({
    AlarmName: 'Hooks-_archive-dead-letter-not-empty',
  });
});

test('its function may add to the bucket and to nothing else, and read large bodies', () => {
  const [, role] =
    Object.entries(template.findResources('AWS::IAM::Role')).find(([id]) => id.startsWith('Archive')) ?? [];
  const statements: { Action: string | string[]; Resource: unknown }[] =
    role?.Properties.Policies[0].PolicyDocument.Statement;
  const onBuckets = statements
    .map(({ Action, Resource }) => [Action, JSON.stringify(Resource)] as const)
    .filter(([, resource]) => resource.includes('Bucket'));
  expect(onBuckets).toEqual([
    ['s3:PutObject', expect.stringMatching(/ArchiveBucket.*\/archive\/\*/)],
    ['s3:GetObject', expect.stringMatching(/ClaimChecksBucket.*\/\*/)],
    ['s3:ListBucket', expect.stringMatching(/ClaimChecksBucket/)],
  ]);
});

test('the stack says where the archive is', () => {
  template.hasOutput('ArchiveBucketName', {});
});
