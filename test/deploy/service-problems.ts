import { functionNameIn } from '../../local/functions/function-name.ts';
import { type Account, type DeployedResource, findResource } from './account.ts';
import { permits, policyProblems } from './permissions.ts';

/** The function behind a name or an ARN, whether its own or that of an alias, which has to be there then. */
function findFunction(account: Account, called: unknown): DeployedResource | undefined {
  const own = findResource(account, 'AWS::Lambda::Function', called);
  if (own) return own;
  const name = functionNameIn(String(called));
  const aliases = account.resources.filter(({ type }) => type === 'AWS::Lambda::Alias');
  const isAlias = aliases.some(({ properties: { FunctionName, Name } }) => {
    return FunctionName === name && String(called).endsWith(`${name}:${Name}`);
  });
  return isAlias ? findResource(account, 'AWS::Lambda::Function', name) : undefined;
}

type Refusal = (
  resource: DeployedResource,
  account: Account,
) => readonly (string | false)[] | Promise<readonly (string | false)[]>;

/** What a service itself refuses, though the properties are as its schema says; only of the services that we use. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  'AWS::Lambda::Function': async ({ properties }, account) => {
    const { Code, Role, Timeout, Description = '', Environment } = properties;
    const { S3Bucket, S3Key } = Object(Code);
    const hasCode = !S3Bucket || (await account.buckets.get(S3Bucket, S3Key)) !== undefined;
    return [
      !hasCode && `Error occurred while GetObject. S3 Error Code: NoSuchKey: ${S3Bucket}/${S3Key}`,
      !findResource(account, 'AWS::IAM::Role', Role) && `The role ${Role} does not exist`,
      Number(Timeout) > 900 && `Timeout must be at most 900, not ${Timeout}`,
      String(Description).length > 256 && 'Description must have length less than or equal to 256',
      JSON.stringify(Object(Environment).Variables ?? {}).length > 4096 &&
        'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
    ];
  },
  'AWS::Lambda::EventSourceMapping': ({ properties }, account) => {
    const { FunctionName, EventSourceArn, BatchSize = 10, MaximumBatchingWindowInSeconds = 0 } = properties;
    const target = findFunction(account, FunctionName);
    const queue = findResource(account, 'AWS::SQS::Queue', EventSourceArn);
    if (!target || !queue) return [`${FunctionName} or ${EventSourceArn} does not exist`];
    const { Timeout = 3, Role } = target.properties;
    const { VisibilityTimeout = 30 } = queue.properties;
    const forbidden = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].filter(
      (action) => !permits(account, Role, action, EventSourceArn),
    );
    return [
      ...forbidden.map((action) => `The provided execution role does not have permissions to call ${action} on SQS`),
      Number(VisibilityTimeout) < Number(Timeout) &&
        `Queue visibility timeout: ${VisibilityTimeout} seconds is less than Function timeout: ${Timeout} seconds`,
      Number(BatchSize) > 10 &&
        Number(MaximumBatchingWindowInSeconds) < 1 &&
        'Batch size over 10 needs a batching window',
    ];
  },
  'AWS::Lambda::Permission': ({ properties: { FunctionName } }, account) => [
    !findFunction(account, FunctionName) && `Function not found: ${FunctionName}`,
  ],
  'AWS::SQS::Queue': ({ properties, attributes }, account) => {
    const { VisibilityTimeout = 30, MessageRetentionPeriod = 345_600, RedrivePolicy, FifoQueue } = properties;
    const { deadLetterTargetArn: target } = Object(RedrivePolicy);
    return [
      !isQueueName(String(attributes.QueueName), isTrue(FifoQueue)) && `Invalid queue name ${attributes.QueueName}`,
      Number(VisibilityTimeout) > 43_200 && `Invalid value for the parameter VisibilityTimeout: ${VisibilityTimeout}`,
      Number(MessageRetentionPeriod) > 1_209_600 && 'Invalid value for the parameter MessageRetentionPeriod.',
      target && !findResource(account, 'AWS::SQS::Queue', target) && `Dead letter target does not exist: ${target}`,
    ];
  },
  'AWS::SQS::QueuePolicy': ({ properties: { Queues } }, account) =>
    [Queues].flat().map((url) => !findResource(account, 'AWS::SQS::Queue', url) && `The queue ${url} does not exist`),
  'AWS::S3::Bucket': ({ ref }) => [
    !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(ref) && `The specified bucket is not valid: ${ref}`,
  ],
  'AWS::S3::BucketPolicy': ({ properties: { Bucket } }, account) => [
    !findResource(account, 'AWS::S3::Bucket', Bucket) && `The specified bucket does not exist: ${Bucket}`,
  ],
  'AWS::SecretsManager::Secret': ({ properties: { Name } }) => [
    !/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(String(Name)) && `Invalid name ${Name}`,
  ],
  'AWS::DynamoDB::Table': ({ properties }) => {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = properties;
    const names = (list: unknown) => [list ?? []].flat().map((each) => String(Object(each).AttributeName));
    const indexKeys = [GlobalSecondaryIndexes ?? []].flat().flatMap((index) => names(Object(index).KeySchema));
    const used = new Set([...names(KeySchema), ...indexKeys]);
    const defined = new Set(names(AttributeDefinitions));
    return [...used, ...defined]
      .filter((name) => !used.has(name) || !defined.has(name))
      .map((name) => `The attribute ${name} is a key but not defined, or defined but no key`);
  },
  'AWS::ApiGatewayV2::Route': ({ properties: { ApiId, Target } }, account) => [
    !findResource(account, 'AWS::ApiGatewayV2::Api', ApiId) && `Invalid API identifier specified ${ApiId}`,
    !findResource(account, 'AWS::ApiGatewayV2::Integration', String(Target).replace('integrations/', '')) &&
      `Invalid Integration identifier specified ${Target}`,
  ],
  'AWS::ApiGatewayV2::Stage': ({ properties: { ApiId } }, account) => [
    !findResource(account, 'AWS::ApiGatewayV2::Api', ApiId) && `Invalid API identifier specified ${ApiId}`,
  ],
  'AWS::IAM::Role': policyProblems,
  'AWS::IAM::Policy': policyProblems,
  'AWS::IAM::ManagedPolicy': policyProblems,
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
const isQueueName = (name: string, isFifo: boolean) =>
  name.length <= 80 && (isFifo ? /^[A-Za-z0-9_-]+\.fifo$/ : /^[A-Za-z0-9_-]+$/).test(name);

const isTrue = (value: unknown) => String(value) === 'true';

/** Why a service would refuse to create a resource. */
export async function serviceProblems(account: Account, resource: DeployedResource): Promise<string[]> {
  const problems = (await REFUSALS[resource.type]?.(resource, account)) ?? [];
  return problems.filter((problem) => typeof problem === 'string');
}
