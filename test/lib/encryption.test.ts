import type { Template } from 'aws-cdk-lib/assertions';
import { defineWebhooks } from '../../core/index.ts';
import type { WebhookStackProps } from '../../lib/index.ts';
import { synthesize } from './synthesize.ts';

/** Every kind of store that a stack can have. */
const webhooks = defineWebhooks({
  sources: { stripe: { reconcile: {} }, asana: {} },
  processors: { any: { on: { stripe: ['*'] } }, ordered: { on: { asana: ['*'] }, orderedBy: ({ id }) => id } },
  archive: true,
});
const told = {
  webhooks,
  alarmEmail: 'oncall@example.com',
  access: { kind: 'cloudfront', waf: false },
} satisfies WebhookStackProps;
const plain = synthesize(told).template;
const own = synthesize({ ...told, encryptionKey: 'create' });

type Properties = Readonly<Record<string, unknown>>;

/** Where each kind of store says what it is encrypted with; `undefined` when it is not. */
const ENCRYPTION: Readonly<Record<string, (properties: Properties) => unknown>> = {
  'AWS::DynamoDB::Table': ({ SSESpecification }) =>
    Object(SSESpecification).SSEEnabled ? (Object(SSESpecification).KMSMasterKeyId ?? 'AWS') : undefined,
  'AWS::SQS::Queue': ({ SqsManagedSseEnabled, KmsMasterKeyId }) => KmsMasterKeyId ?? (SqsManagedSseEnabled && 'AWS'),
  'AWS::S3::Bucket': ({ BucketEncryption }) => {
    const [rule] = Object(BucketEncryption).ServerSideEncryptionConfiguration ?? [];
    const { SSEAlgorithm, KMSMasterKeyID } = Object(rule).ServerSideEncryptionByDefault ?? {};
    return KMSMasterKeyID ?? (SSEAlgorithm && 'AWS');
  },
  // These are always encrypted, with a key of AWS's when they name none.
  'AWS::SecretsManager::Secret': ({ KmsKeyId = 'AWS' }) => KmsKeyId,
  'AWS::Logs::LogGroup': ({ KmsKeyId = 'AWS' }) => KmsKeyId,
  'AWS::SNS::Topic': ({ KmsMasterKeyId = 'AWS' }) => KmsMasterKeyId,
};

/** What holds something: a new kind has to be told of above, or here, where nothing is kept. */
const KEEPS_NOTHING =
  /^AWS::(ApiGatewayV2|CloudFront|CloudWatch|Events|IAM|KMS|Lambda|SNS::(Subscription|TopicPolicy)|SQS::QueuePolicy|S3::BucketPolicy|Logs::QueryDefinition)/;

const resourcesOf = (template: Template) =>
  Object.entries<{ readonly Type: string; readonly Properties: Properties }>(template.toJSON().Resources);

const encryptionOf = (template: Template) =>
  resourcesOf(template)
    .filter(([, { Type }]) => !KEEPS_NOTHING.test(Type))
    .map(([id, { Type, Properties = {} }]) => ({ id, Type, key: ENCRYPTION[Type]?.(Properties) }));

/** What can be reached without TLS: the queues, buckets and topics that no policy protects. */
function openTo(template: Template): string[] {
  const isClosed = ([, { Type, Properties }]: ReturnType<typeof resourcesOf>[number]) =>
    /Policy$/.test(Type) && /"Effect":"Deny"/.test(denialsOf(Properties));
  const named = JSON.stringify(
    resourcesOf(template)
      .filter(isClosed)
      .map(([, { Properties }]) => [Properties.Queues, Properties.Bucket, Properties.Topics]),
  );
  return resourcesOf(template)
    .filter(([, { Type }]) => ['AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::SNS::Topic'].includes(Type))
    .map(([id]) => id)
    .filter((id) => !named.includes(`"${id}"`));
}

/** The statements that refuse whatever anybody does without TLS. */
function denialsOf({ PolicyDocument }: Properties): string {
  const statements: readonly Properties[] = Object(PolicyDocument).Statement ?? [];
  const refusing = statements.filter(
    ({ Effect, Condition }) => Effect === 'Deny' && Object(Condition).Bool?.['aws:SecureTransport'] === 'false',
  );
  return JSON.stringify(refusing);
}

describe.each([
  ['by default', plain],
  ['with a key of the stack’s own', own.template],
])('%s', (_, template) => {
  test('everything that is stored is encrypted', () => {
    expect(encryptionOf(template).length).toBeGreaterThan(15);
    expect(encryptionOf(template).filter(({ key }) => !key)).toEqual([]);
  });

  test('no queue, bucket or topic is reached without TLS', () => {
    expect(openTo(template)).toEqual([]);
  });
});

describe('a key of the stack’s own', () => {
  const keyArn = { 'Fn::GetAtt': [expect.stringMatching(/^EncryptionKey/), 'Arn'] };

  test('encrypts everything that is stored, dead-letter queues, logs and the alarms’ topic included', () => {
    expect(encryptionOf(plain).filter(({ key }) => key !== 'AWS')).toEqual([]);
    for (const { key } of encryptionOf(own.template)) expect(key).toEqual(keyArn);
    plain.resourceCountIs('AWS::KMS::Key', 0);
    expect(JSON.stringify(plain.toJSON())).not.toContain('kms:');
  });

  test('is renewed every year, outlives the stack, and has the stack’s name', () => {
    own.template.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { EnableKeyRotation: true },
    });
    own.template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/breakwater/Hooks' });
  });

  test('goes with the stores where they go with the stack', () => {
    const { template } = synthesize({ webhooks, encryptionKey: 'create', removalPolicy: 'destroy' });
    template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  });

  test('may be used by the logs of this stack and by this account’s alarms, and by no other service', () => {
    const [key] = Object.values(own.template.findResources('AWS::KMS::Key'));
    const services: readonly Properties[] = key?.Properties.KeyPolicy.Statement.filter(
      ({ Principal }: Properties) => Object(Principal).Service,
    );
    const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
    expect(services.map(({ Principal, Condition }) => [Object(Principal).Service, Condition])).toEqual([
      [
        join('logs.', { Ref: 'AWS::Region' }, '.amazonaws.com'),
        {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': ['Hooks-*', '/aws/vendedlogs/breakwater/Hooks'].map((name) =>
              join(
                'arn:',
                { Ref: 'AWS::Partition' },
                ':logs:',
                { Ref: 'AWS::Region' },
                ':',
                { Ref: 'AWS::AccountId' },
                `:log-group:${name}`,
              ),
            ),
          },
        },
      ],
      ['cloudwatch.amazonaws.com', { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }],
    ]);
  });

  test('is used by functions through the services alone, each only as its calls need it', () => {
    expect(keyUseOf(own.template, 'IngressVerifier')).toEqual({
      'kms:Decrypt': ['dynamodb', 'secretsmanager', 'sqs'],
      'kms:GenerateDataKey': ['s3', 'secretsmanager', 'sqs'],
    });
    expect(keyUseOf(own.template, 'ProcessorsAny')).toEqual({
      'kms:Decrypt': ['dynamodb', 's3', 'sqs'],
      'kms:GenerateDataKey': ['sqs'],
    });
    expect(keyUseOf(own.template, 'ReconcilersstripeHandler')).toEqual({
      'kms:Decrypt': ['dynamodb', 'secretsmanager', 'sqs'],
      'kms:GenerateDataKey': ['s3', 'sqs'],
    });
  });
});

/** By action, the services through which a function may use the key. */
function keyUseOf(template: Template, role: string): Record<string, string[]> {
  const holders = resourcesOf(template).filter(
    ([id, { Type }]) => id.startsWith(role) && Type.startsWith('AWS::IAM::'),
  );
  const uses: Record<string, string[]> = {};
  const documents = holders.flatMap(([, { Properties }]) => [Properties, ...(Object(Properties).Policies ?? [])]);
  for (const { Action, Resource, Condition } of documents.flatMap(
    (one) => Object(one).PolicyDocument?.Statement ?? [],
  )) {
    if (!String(Action).includes('kms:')) continue;
    expect(JSON.stringify(Resource)).toMatch(/^\{"Fn::GetAtt":\["EncryptionKey\w+","Arn"\]\}$/);
    const via = [Condition.StringEquals['kms:ViaService']].flat().map((name) => name['Fn::Join'][1][0].slice(0, -1));
    uses[Action] = [...new Set([...(uses[Action] ?? []), ...via])].sort();
  }
  return uses;
}

test('a key that is there is used, and not changed', () => {
  const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/0b5f9c5e-5c1a-4f0e-8d9e-2f1b6d6a7c11';
  const { template } = synthesize({ ...told, encryptionKey: { keyArn } });
  for (const { key } of encryptionOf(template)) expect(key).toBe(keyArn);
  template.resourceCountIs('AWS::KMS::Key', 0);
});
