import { Match } from 'aws-cdk-lib/assertions';
import { synthesize } from './synthesize.ts';

const { template, properties } = synthesize();
const queue = (logicalId: string) => properties('AWS::SQS::Queue', `Processors${logicalId}`);
const fn = (logicalId: string) => properties('AWS::Lambda::Function', `Processors${logicalId}`);
const mapping = (logicalId: string) => properties('AWS::Lambda::EventSourceMapping', `Processors${logicalId}`);

describe('the queues', () => {
  test('have the names that the verifier derives', () => {
    expect(queue('RecordPaymentQueuesQueue').QueueName).toBe('Hooks-record-payment');
    expect(queue('RecordPaymentQueuesDeadLetterQueue').QueueName).toBe('Hooks-record-payment-dead-letter');
  });

  test('keep up to 1 MiB for 14 days, encrypted', () => {
    template.resourceCountIs('AWS::SQS::Queue', 4);
    template.allResourcesProperties('AWS::SQS::Queue', {
      MaximumMessageSize: 1_048_576,
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
    });
  });

  test('refuse plain HTTP, all of them', () => {
    const policies = Object.values(template.findResources('AWS::SQS::QueuePolicy')).map(({ Properties }) => Properties);
    expect(policies).toHaveLength(1);
    expect(policies[0].Queues.map(({ Ref }: { Ref: string }) => Ref).sort()).toEqual(
      Object.keys(template.findResources('AWS::SQS::Queue')).sort(),
    );
    expect(policies[0].PolicyDocument.Statement).toEqual([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sqs:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  test('hide a message for six times as long as the function may run', () => {
    expect(queue('RecordPaymentQueuesQueue').VisibilityTimeout).toBe(6 * 30);
    expect(queue('DeployPreviewQueuesQueue').VisibilityTimeout).toBe(6 * 60);
  });

  test('give a message up only long after the runtime should have, and not for being held in a pause', () => {
    expect(queue('RecordPaymentQueuesQueue').RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^ProcessorsRecordPaymentQueuesDead/), 'Arn'] },
      maxReceiveCount: 2 * 10 + 5 + 500,
    });
    expect(queue('DeployPreviewQueuesQueue')).toHaveProperty('RedrivePolicy.maxReceiveCount', 2 * 4 + 5 + 500);
  });

  test('do not count how often an operator looks at a dead letter', () => {
    expect(queue('RecordPaymentQueuesDeadLetterQueue').RedrivePolicy).toBeUndefined();
  });

  test('let nothing but its own queue use a dead-letter queue', () => {
    expect(queue('RecordPaymentQueuesDeadLetterQueue').RedriveAllowPolicy).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [{ 'Fn::Join': ['', expect.arrayContaining([':Hooks-record-payment'])] }],
    });
  });
});

describe('the function', () => {
  test('is told what its runtime needs', () => {
    expect(fn('DeployPreview').Environment).toEqual({
      Variables: {
        STACK_NAME: 'Hooks',
        PROCESSOR: 'deploy-preview',
        LEDGER_TABLE: { Ref: expect.stringMatching(/^LedgerTable/) },
        QUEUE_URL: { Ref: expect.stringMatching(/^ProcessorsDeployPreviewQueuesQueue/) },
        DEAD_LETTER_QUEUE_URL: { Ref: expect.stringMatching(/^ProcessorsDeployPreviewQueuesDeadLetterQueue/) },
        MAX_ATTEMPTS: '4',
        FIRST_RETRY_SECONDS: '5',
        CLAIM_CHECK_BUCKET: { Ref: expect.stringMatching(/^ClaimChecksBucket/) },
      },
    });
  });

  test('has the time and the memory that the configuration says', () => {
    expect(fn('RecordPayment')).toMatchObject({ Timeout: 30, MemorySize: 256 });
    expect(fn('DeployPreview')).toMatchObject({ Timeout: 60, MemorySize: 1024 });
  });

  test('gets batches, of which it can give back single messages', () => {
    expect(mapping('RecordPayment')).toEqual({
      BatchSize: 10,
      EventSourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^ProcessorsRecordPaymentQueuesQueue/), 'Arn'] },
      FunctionName: { Ref: expect.stringMatching(/^ProcessorsRecordPaymentHandlerFunction/) },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test('runs as often at once as the configuration says', () => {
    expect(mapping('DeployPreview')).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } });
  });
});

describe('the alarm', () => {
  test('rings when anything has been in the dead-letter queue for two minutes, and tells nobody unless asked to', () => {
    const { AlarmActions, ...alarm } = properties('AWS::CloudWatch::Alarm', 'ProcessorsRecordPaymentdeadletter');
    expect(AlarmActions).toBeUndefined();
    expect(alarm).toMatchObject({
      AlarmName: 'Hooks-record-payment-dead-letter-not-empty',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      EvaluationPeriods: 2,
      TreatMissingData: 'notBreaching',
    });
  });

  test('rings when more than two invocations have crashed or timed out in five minutes', () => {
    expect(properties('AWS::CloudWatch::Alarm', 'ProcessorsRecordPaymentfunctionerrors')).toMatchObject({
      AlarmName: 'Hooks-record-payment-function-errors',
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^ProcessorsRecordPayment/) } }],
      Statistic: 'Sum',
      Period: 300,
      Threshold: 2,
      EvaluationPeriods: 1,
    });
  });

  test('counts messages that somebody is looking at as well', () => {
    const metric = (name: string) =>
      Match.objectLike({
        MetricStat: {
          Metric: {
            Namespace: 'AWS/SQS',
            MetricName: name,
            Dimensions: [
              {
                Name: 'QueueName',
                Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('RecordPaymentQueuesDeadLetterQueue'), 'QueueName'] },
              },
            ],
          },
          Period: 60,
          Stat: 'Maximum',
        },
        ReturnData: false,
      });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: [
        Match.objectLike({ Expression: 'visible + notVisible' }),
        metric('ApproximateNumberOfMessagesVisible'),
        metric('ApproximateNumberOfMessagesNotVisible'),
      ],
    });
  });
});
