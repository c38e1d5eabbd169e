/**
 * What AWS's own policies that functions are often given allow, of the services of a local run:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['*'],
  AmazonDynamoDBFullAccess: ['dynamodb:*'],
  AmazonS3FullAccess: ['s3:*'],
  AmazonS3ReadOnlyAccess: ['s3:Get*', 's3:List*'],
  AmazonSQSFullAccess: ['sqs:*'],
  SecretsManagerReadWrite: ['secretsmanager:*'],
  'service-role/AWSLambdaBasicExecutionRole': [],
  'service-role/AWSLambdaSQSQueueExecutionRole': ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  'service-role/AWSLambdaVPCAccessExecutionRole': [],
  AWSXRayDaemonWriteAccess: [],
};

/** The document of a policy that AWS manages, as far as a local run needs it; `undefined` for one that it does not know. */
export function awsManagedPolicy(arn: string): object | undefined {
  const [, name = ''] = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  const Action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  return Action && { Statement: Action.length > 0 ? [{ Effect: 'Allow', Action, Resource: '*' }] : [] };
}
