import { readFileSync } from 'node:fs';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { defineWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

type Properties = Readonly<Record<string, unknown>>;

/** What is wrong with how long a store keeps what is in it; nothing where it says so for all of it. */
const STORES: Readonly<Record<string, (properties: Properties) => string | undefined>> = {
  'AWS::Logs::LogGroup': ({ RetentionInDays: days }) => (Number(days) > 0 ? undefined : 'keeps its lines for ever'),
  'AWS::SQS::Queue': ({ MessageRetentionPeriod: seconds }) =>
    Number(seconds) === 14 * 86_400 ? undefined : 'does not say that it keeps messages for 14 days',
  'AWS::DynamoDB::Table': ({ TimeToLiveSpecification: ttl }) =>
    Object(ttl).Enabled && Object(ttl).AttributeName === 'expires' ? undefined : 'forgets no item',
  'AWS::S3::Bucket': ({ LifecycleConfiguration: lifecycle, VersioningConfiguration: versions }) => {
    const rules: Properties[] = Object(lifecycle).Rules ?? [];
    const whole = rules.find((rule) => rule.Status === 'Enabled' && !('Prefix' in rule) && !('TagFilters' in rule));
    if (!(Number(whole?.ExpirationInDays) > 0)) return 'keeps its objects for ever';
    return versions && !whole?.NoncurrentVersionExpiration ? 'keeps the old versions of its objects' : undefined;
  },
};

/** Resources that hold nothing of what providers send. */
const HOLD_NOTHING = [
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::QueryDefinition',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::SecretsManager::Secret',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
];

const every = defineWebhooks({
  sources: { stripe: { reconcile: {} }, shopify: {} },
  processors: {
    plain: { on: { stripe: ['*'] } },
    ordered: { on: { shopify: ['*'] }, orderedBy: ({ data }) => data.id },
  },
  archive: true,
});

const oneWeek: RetentionDays = 7;
const { template } = synthesize({ webhooks: every, alarmEmail: 'oncall@example.com', logRetention: oneWeek });
const resources = Object.entries<{ Type: string; Properties?: Properties }>(template.toJSON().Resources);

function problems(all: typeof resources): string[] {
  return all.flatMap(([id, { Type, Properties = {} }]) => {
    const judge = STORES[Type];
    if (judge) return judge(Properties)?.replace(/^/, `${Type} ${id} `) ?? [];
    return HOLD_NOTHING.includes(Type)
      ? []
      : `${Type} ${id}: say here how long it keeps what, or that it holds nothing`;
  });
}

test('whatever can hold an event says for how long', () => {
  expect(problems(resources)).toEqual([]);
  for (const type of Object.keys(STORES)) expect(resources.some(([, { Type }]) => Type === type)).toBe(true);
});

test.each([
  ['rest-api', { kind: 'rest-api', waf: {} }],
  ['cloudfront', { kind: 'cloudfront' }],
] as const)('so does whatever another way in adds: %s', (_, access) => {
  const env = { account: '123456789012', region: 'us-east-1' };
  const { template } = synthesize({ webhooks: every, access, env });
  expect(problems(Object.entries(template.toJSON().Resources))).toEqual([]);
  // Bodies, headers and samples of requests would be kept by services that know nothing of purging.
  const text = JSON.stringify(template.toJSON());
  for (const keeps of ['"DataTraceEnabled":true', '"SampledRequestsEnabled":true', 'AWS::WAFv2::LoggingConfiguration'])
    expect(text).not.toContain(keeps);
});

test.each([
  ['AWS::Logs::LogGroup', { RetentionInDays: undefined }],
  ['AWS::SQS::Queue', { MessageRetentionPeriod: undefined }],
  ['AWS::DynamoDB::Table', { TimeToLiveSpecification: undefined }],
  ['AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [{ Status: 'Disabled', ExpirationInDays: 14 }] } }],
  [
    'AWS::S3::Bucket',
    { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Prefix: 'a/', ExpirationInDays: 1 }] } },
  ],
  ['AWS::Kinesis::Stream', {}],
])('an %s that says nothing is noticed: %j', (type, change) => {
  const [id, resource] = resources.find(([, { Type }]) => Type === type) ?? ['New', { Type: type, Properties: {} }];
  expect(problems([[id, { ...resource, Properties: { ...resource.Properties, ...change } }]])).toHaveLength(1);
});

test('no function makes a log group of its own, which would keep its lines for ever', () => {
  const functions = resources.filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  const groups = new Set(resources.flatMap(([id, { Type }]) => (Type === 'AWS::Logs::LogGroup' ? id : [])));
  for (const [, { Properties = {} }] of functions)
    expect(groups).toContain(Object(Properties.LoggingConfig).LogGroup?.Ref);
});

test('docs/data.md says of every store how long it keeps what', () => {
  const page = readFileSync('docs/data.md', 'utf8');
  const rows = [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gm)].map((row) => row.slice(1));
  const days = (name: RegExp) => rows.find(([store = '']) => name.test(store))?.[2];
  const bucketDays = (name: string) => {
    const [, bucket] = resources.find(([id, { Type }]) => Type === 'AWS::S3::Bucket' && id.startsWith(name)) ?? [];
    return Object(bucket?.Properties?.LifecycleConfiguration).Rules[0].ExpirationInDays;
  };
  expect(days(/quarantine/i)).toContain(`${bucketDays('Quarantine')} days`);
  expect(days(/large bodies/i)).toContain(`${bucketDays('ClaimChecks')} days`);
  expect(days(/^archive/i)).toContain(`${bucketDays('Archive')} days`);
  expect(days(/^queues/i)).toContain('14 days');
  expect(days(/^ledger/i)).toContain('35 days');
});
