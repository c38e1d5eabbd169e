import { join } from 'node:path';
import { GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { accessKeyOf } from '../../../local/aws-endpoint.ts';
import { clientsOf, depthOf } from '../aws-clients.ts';
import { template, writeAssembly } from '../fixtures/write-assembly.ts';
import { endRuns, eventually, type RunInProcess, startRun, temporaryDirectory } from '../run-in-process.ts';

const allow = (Resource: unknown, ...Action: string[]) => ({ Effect: 'Allow', Action, Resource });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const attached = (Type: string, Statement: readonly object[]) => ({
  Type,
  Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement } },
});

const role = (Statement: readonly object[], more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: {}, Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }], ...more },
});
const putItem = allow(arn('Table'), 'dynamodb:PutItem');
const onlyTls = {
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: 'Queue' }],
    PolicyDocument: {
      Statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    },
  },
};
const resources = {
  ...template.Resources,
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  OnlyTls: onlyTls,
};

const [directory, later] = [join(temporaryDirectory(), 'assembly'), join(temporaryDirectory(), 'later')];
let run: RunInProcess;

beforeAll(async () => {
  await writeAssembly(directory, { ...template, Resources: { ...resources, Role: role([putItem]) } });
  run = await startRun({ assembly: directory, secrets: { stripe: ['a-secret-of-enough-bytes'] } });
}, 60_000);
afterAll(endRuns);

const asFunction = () => clientsOf(run, accessKeyOf('Receive'));
const post = (id: string) => fetch(`${run.url}/webhooks/any`, { method: 'POST', body: JSON.stringify({ id }) });
const queueUrl = () => run.outputs.WorkQueueUrl ?? '';
const reports = () => run.messages.filter(({ kind }) => kind === 'failure').map(({ text }) => text);
const session = 'arn:aws:sts::000000000000:assumed-role/Small-Role/Small-Receive';

test('a function hears what AWS would tell it, service by service, and nothing is carried out', async () => {
  const { tables, queues, secrets, objects } = asFunction();
  const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/Small-Table';
  await expect(
    tables.send(new GetItemCommand({ TableName: 'Small-Table', Key: { pk: { S: 'x' } } })),
  ).rejects.toMatchObject({
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
    message: `User: ${session} is not authorized to perform: dynamodb:GetItem on resource: ${table} because no identity-based policy allows the dynamodb:GetItem action`,
  });
  const work = 'arn:aws:sqs:us-east-1:000000000000:Small-work';
  const because = 'because no identity-based policy allows the sqs:sendmessage action';
  const refused = {
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
    message: `User: ${session} is not authorized to perform: sqs:sendmessage on resource: ${work} ${because}`,
  };
  const QueueUrl = queueUrl();
  await expect(queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject(refused);
  const Entries = [{ Id: '1', MessageBody: 'x' }];
  await expect(queues.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject(refused);
  expect((await depthOf(run, 'Small-work')).visible).toBe(0);

  const SecretId = 'Small/stripe';
  await expect(secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'stolen' }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('secretsmanager:PutSecretValue on resource: arn:aws:secretsmanager:us-east-1:'),
  });
  const { SecretString } = await clientsOf(run).secrets.send(new GetSecretValueCommand({ SecretId }));
  expect(SecretString).not.toContain('stolen');

  const put = new PutObjectCommand({ Bucket: 'small-bucket', Key: 'a & b', Body: 'x' });
  await expect(objects.send(put)).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
    message: expect.stringContaining('s3:PutObject on resource: "arn:aws:s3:::small-bucket/a & b"'),
  });
});

test('a transaction is refused for the one part that is not allowed', async () => {
  const TransactItems = [
    { Put: { TableName: 'Small-Table', Item: { pk: { S: 'one' } } } },
    { Delete: { TableName: 'Small-Table', Key: { pk: { S: 'two' } } } },
  ];
  await expect(asFunction().tables.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('dynamodb:DeleteItem'),
  });
});

test('says once in the log which action on which resource is missing, and for which role', async () => {
  const before = await Promise.all([post('x'), post('y')]);
  expect(before.map(({ status }) => status)).toEqual([500, 500]);
  const said = () => reports().filter((text) => text.includes('sqs:SendMessage'));
  expect(await eventually(said, ({ length }) => length > 0)).toEqual([
    'AccessDenied: Small-Receive may not sqs:SendMessage on arn:aws:sqs:us-east-1:000000000000:Small-work, here as on AWS: add this action on this resource to the policy of its role Small-Role',
  ]);
});

test('a mapping whose function may not take messages off the queue does not poll it, and the log names each action', () => {
  for (const action of ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'])
    expect(reports()).toContainEqual(expect.stringContaining(`Small-Work may not sqs:${action} on`));
});

test('an object that is missing is not told from one that is forbidden, unless the bucket may be listed', async () => {
  const read = (accessKey?: string) =>
    clientsOf(run, accessKey).objects.send(new GetObjectCommand({ Bucket: 'small-bucket', Key: 'none' }));
  await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(read(accessKeyOf('Receive'))).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('goes over to changed policies without a restart: inline ones, attached ones and those of resources', async () => {
  const Resources = {
    ...resources,
    Role: role([putItem], {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole'],
    }),
    Sends: attached('AWS::IAM::Policy', [allow(arn('Queue'), 'sqs:Send*')]),
    Works: attached('AWS::IAM::ManagedPolicy', [allow(arn('Table'), 'dynamodb:UpdateItem')]),
    Reads: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Bucket' },
        PolicyDocument: {
          Statement: [{ ...allow('arn:aws:s3:::small-bucket*', 's3:*'), Principal: { AWS: arn('Role') } }],
        },
      },
    },
  };
  await writeAssembly(later, { ...template, Resources });
  await run.reload(later);
  expect((await post('after')).status).toBe(200);
  const depth = () => depthOf(run, 'Small-work');
  await eventually(depth, ({ visible, held }) => visible + held === 0);
  const read = new GetObjectCommand({ Bucket: 'small-bucket', Key: 'none' });
  await expect(asFunction().objects.send(read)).rejects.toMatchObject({ name: 'NoSuchKey' });

  const SendsNot = attached('AWS::IAM::Policy', [{ ...allow('*', 'sqs:SendMessage'), Effect: 'Deny' }]);
  await writeAssembly(later, { ...template, Resources: { ...Resources, SendsNot } });
  await run.reload(later);
  const QueueUrl = queueUrl();
  await expect(asFunction().queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject({
    message: expect.stringContaining('with an explicit deny in an identity-based policy'),
  });
}, 60_000);

test('what is not in the template is named in a warning: refused where it would allow, left out where it would limit', async () => {
  const unknown = 'arn:aws:iam::000000000000:policy/elsewhere';
  const Role = role([putItem], { ManagedPolicyArns: [unknown], PermissionsBoundary: unknown });
  const { Receive } = resources;
  const Foreign = { ...Receive, Properties: { ...Receive.Properties, Role: 'arn:aws:iam::000000000000:role/foreign' } };
  await writeAssembly(later, { ...template, Resources: { ...resources, Role, Work: Foreign } });
  await run.reload(later);
  const warnings = run.messages.filter(({ kind }) => kind === 'warning').map(({ text }) => text);
  expect(warnings).toEqual(
    expect.arrayContaining([
      `Small-Role has the policy ${unknown}, which is not in the template: what it allows is refused here`,
      `Small-Role has the permissions boundary ${unknown}, which is not in the template: it is not enforced here`,
      'Small-Work has the role arn:aws:iam::000000000000:role/foreign, which is not in the template: what it may do is not enforced here',
    ]),
  );
}, 60_000);
