import type { AwsService } from '../../../local/local-run.ts';
import { customerKeyArn } from '../../../local/permissions/key-permissions.ts';
import { createPermissionGuard } from '../../../local/permissions/permission-guard.ts';
import { readStack } from '../../permissions/read-stack.ts';
import { template, writeAssembly } from '../fixtures/write-assembly.ts';
import { endRuns, temporaryDirectory } from '../run-in-process.ts';

afterAll(endRuns);

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const allow = (Resource: unknown, Action: string | string[], Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const via = (...services: string[]) => ({
  StringEquals: { 'kms:ViaService': services.map((service) => `${service}.us-east-1.amazonaws.com`) },
});

const { Table, Queue } = template.Resources;
const resources = {
  ...template.Resources,
  Key: { Type: 'AWS::KMS::Key', Properties: {} },
  Table: {
    ...Table,
    Properties: {
      ...Table.Properties,
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: arn('Key') },
    },
  },
  Queue: { ...Queue, Properties: { ...Queue.Properties, KmsMasterKeyId: arn('Key') } },
  Bucket: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: 'large',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: arn('Key') } }],
      },
    },
  },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'Small/stripe', KmsKeyId: { Ref: 'Key' } } },
};
type Call = readonly [service: AwsService, operation: string, body: object];

const everything = allow('*', ['dynamodb:*', 'sqs:*', 's3:*', 'secretsmanager:*']);

const directory = temporaryDirectory();
beforeAll(() => writeAssembly(directory), 60_000);

/** Whether the function may make each call, when its role has these permissions. */
async function guardWith(...statements: object[]) {
  const role = {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyDocument: { Statement: [everything, ...statements] } }] },
  };
  await writeAssembly(directory, { ...template, Resources: { ...resources, Role: role } }, {});
  const blueprint = await readStack(directory, 'http://127.0.0.1:1');
  const used: string[] = [];
  const guard = createPermissionGuard({
    secretArnOf: (name) => [...blueprint.access.keys.keys()].find((one) => one.includes(`:${name}-`)) ?? name,
    report: () => undefined,
    onUse: ({ action, resource, allowed }) => {
      if (resource.includes(':kms:')) used.push(`${action} ${allowed}`);
    },
  });
  guard.apply(blueprint);
  const may = ([service, operation, body]: Call) =>
    guard.refusal('Receive', service, { operation, body, url: '/' }) === undefined;
  return { guard, used, may };
}

const send: Call = ['sqs', 'SendMessage', { QueueUrl: 'http://x/000000000000/Small-work' }];
const sendPlain: Call = ['sqs', 'SendMessage', { QueueUrl: 'http://x/000000000000/Small-work-dead-letter' }];
const put: Call = ['s3', 'PutObject', { Bucket: 'large', Key: 'a' }];
const get: Call = ['s3', 'GetObject', { Bucket: 'large', Key: 'a' }];
const read: Call = ['dynamodb', 'GetItem', { TableName: 'Small-Table', Key: { pk: { S: 'a' } } }];
const secret: Call = ['secretsmanager', 'GetSecretValue', { SecretId: 'Small/stripe' }];
const setSecret: Call = ['secretsmanager', 'PutSecretValue', { SecretId: 'Small/stripe' }];

test('what is encrypted with a key of the template is out of reach without the key, and the rest is not', async () => {
  const { may } = await guardWith();
  for (const call of [send, put, get, read, secret]) expect(may(call)).toBe(false);
  expect(may(sendPlain)).toBe(true);
});

test('each call takes what AWS asks for it', async () => {
  const decrypting = await guardWith(allow(arn('Key'), 'kms:Decrypt'));
  for (const call of [get, read, secret]) expect(decrypting.may(call)).toBe(true);
  for (const call of [send, put, setSecret]) expect(decrypting.may(call)).toBe(false);
  expect(decrypting.used.sort()).toEqual([
    ...Array(3).fill('kms:Decrypt true'),
    ...Array(3).fill('kms:GenerateDataKey false'),
  ]);
  const generating = await guardWith(allow(arn('Key'), 'kms:GenerateDataKey'));
  expect(generating.may(put)).toBe(true);
  for (const call of [send, get, setSecret]) expect(generating.may(call)).toBe(false);
});

test('a key is used through the services that the role is told, and no other', async () => {
  const { may } = await guardWith(allow(arn('Key'), ['kms:Decrypt', 'kms:GenerateDataKey'], via('sqs', 's3')));
  for (const call of [send, put, get]) expect(may(call)).toBe(true);
  for (const call of [read, secret]) expect(may(call)).toBe(false);
});

test('a queue is polled only by a function that may decrypt its messages', async () => {
  const queue = 'arn:aws:sqs:us-east-1:000000000000:Small-work';
  expect((await guardWith()).guard.mayPoll('Work', queue)).toBe(false);
  expect((await guardWith(allow(arn('Key'), 'kms:Decrypt', via('sqs')))).guard.mayPoll('Work', queue)).toBe(true);
});

test('a key that AWS manages takes no permission, and one that is named by its id is the one of that ARN', () => {
  const place = ['eu-west-1', '111122223333'] as const;
  expect(customerKeyArn('alias/aws/sqs', ...place)).toBeUndefined();
  expect(customerKeyArn(undefined, ...place)).toBeUndefined();
  expect(customerKeyArn('0b5f-9c5e', ...place)).toBe('arn:aws:kms:eu-west-1:111122223333:key/0b5f-9c5e');
});
