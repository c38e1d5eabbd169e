import { dynamodbPermissions } from '../../../local/permissions/dynamodb-permissions.ts';
import type { NeededPermission, Place, ServiceCall } from '../../../local/permissions/needed-permission.ts';
import { missingObjectPermission, s3Permissions } from '../../../local/permissions/s3-permissions.ts';
import { secretsPermissions } from '../../../local/permissions/secrets-permissions.ts';
import { sqsPermissions } from '../../../local/permissions/sqs-permissions.ts';

const place: Place = {
  account: '123456789012',
  region: 'eu-west-1',
  partitionKeyOf: (_table, index) => (index ? 'shard' : 'pk'),
  secretArnOf: (name) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-a1b2c3`,
};
const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table';
const QUEUE = 'arn:aws:sqs:eu-west-1:123456789012';
const SECRET = place.secretArnOf('Hooks/stripe');

const call = (operation: string, body: unknown, url = '/'): ServiceCall => ({ operation, body, url });
const said = (needed: readonly NeededPermission[]) => needed.map(({ action, resource }) => `${action} ${resource}`);

const key = (pk: string) => ({ pk: { S: pk } });

test.each([
  ['PutItem', { TableName: 'Ledger', Item: { ...key('a'), other: { S: 'b' } } }],
  ['GetItem', { TableName: 'Ledger', Key: key('a') }],
  ['UpdateItem', { TableName: `${TABLE}/Ledger`, Key: key('a') }],
  ['DeleteItem', { TableName: 'Ledger', Key: key('a') }],
  ['BatchGetItem', { RequestItems: { Ledger: { Keys: [key('a')] } } }],
  ['BatchWriteItem', { RequestItems: { Ledger: [{ PutRequest: { Item: key('a') } }] } }],
])('DynamoDB %s needs the action of its name on the table, and has a leading key', (operation, body) => {
  const needed = dynamodbPermissions(call(operation, body), place);
  expect(needed).toEqual([
    { action: `dynamodb:${operation}`, resource: `${TABLE}/Ledger`, context: { 'dynamodb:leadingkeys': ['a'] } },
  ]);
});

test('each table of a batch and each part of a transaction is asked for by itself', () => {
  const RequestItems = { One: { Keys: [key('a'), key('b')] }, Two: { Keys: [key('c')] } };
  const batch = dynamodbPermissions(call('BatchGetItem', { RequestItems }), place);
  expect(said(batch)).toEqual([`dynamodb:BatchGetItem ${TABLE}/One`, `dynamodb:BatchGetItem ${TABLE}/Two`]);
  expect(batch[0]?.context).toEqual({ 'dynamodb:leadingkeys': ['a', 'b'] });
  const TransactItems = [
    { Put: { TableName: 'One', Item: key('a') } },
    { Update: { TableName: 'One', Key: key('b') } },
    { Delete: { TableName: 'Two', Key: key('c') } },
    { ConditionCheck: { TableName: 'Two', Key: key('d') } },
  ];
  expect(said(dynamodbPermissions(call('TransactWriteItems', { TransactItems }), place))).toEqual([
    `dynamodb:PutItem ${TABLE}/One`,
    `dynamodb:UpdateItem ${TABLE}/One`,
    `dynamodb:DeleteItem ${TABLE}/Two`,
    `dynamodb:ConditionCheckItem ${TABLE}/Two`,
  ]);
  const reads = { TransactItems: [{ Get: { TableName: 'One', Key: key('a') } }] };
  expect(said(dynamodbPermissions(call('TransactGetItems', reads), place))).toEqual([`dynamodb:GetItem ${TABLE}/One`]);
});

test('a query of an index needs its action on the index, and has the key that it asks for', () => {
  const body = {
    TableName: 'Ledger',
    IndexName: 'by-time',
    KeyConditionExpression: '#shard = :shard AND receivedAt >= :since',
    ExpressionAttributeNames: { '#shard': 'shard' },
    ExpressionAttributeValues: { ':shard': { S: 'stripe#0' }, ':since': { S: '2026' } },
  };
  expect(dynamodbPermissions(call('Query', body), place)).toEqual([
    {
      action: 'dynamodb:Query',
      resource: `${TABLE}/Ledger/index/by-time`,
      context: { 'dynamodb:leadingkeys': ['stripe#0'] },
    },
  ]);
  expect(said(dynamodbPermissions(call('Scan', { TableName: 'Ledger' }), place))).toEqual([
    `dynamodb:Scan ${TABLE}/Ledger`,
  ]);
});

test.each([
  ['SendMessage', 'SendMessage'],
  ['SendMessageBatch', 'SendMessage'],
  ['DeleteMessageBatch', 'DeleteMessage'],
  ['ChangeMessageVisibilityBatch', 'ChangeMessageVisibility'],
])('SQS %s needs %s on the queue', (operation, action) => {
  const body = { QueueUrl: 'http://127.0.0.1:4801/123456789012/Hooks-pay.fifo' };
  expect(said(sqsPermissions(call(operation, body), place))).toEqual([`sqs:${action} ${QUEUE}:Hooks-pay.fifo`]);
});

test('SQS finds a queue by its name with an action on it, and lists queues with one on none', () => {
  expect(said(sqsPermissions(call('GetQueueUrl', { QueueName: 'one' }), place))).toEqual([
    `sqs:GetQueueUrl ${QUEUE}:one`,
  ]);
  expect(said(sqsPermissions(call('ListQueues', {}), place))).toEqual(['sqs:ListQueues *']);
});

test.each([
  ['its name', 'Hooks/stripe'],
  ['its ARN', SECRET],
  ['its ARN without the six characters', SECRET.slice(0, -7)],
])('a secret has its full ARN when a call names it by %s', (_what, SecretId) => {
  const needed = secretsPermissions(call('GetSecretValue', { SecretId }), place);
  expect(said(needed)).toEqual([`secretsmanager:GetSecretValue ${SECRET}`]);
});

test.each([
  ['GetObject', '/b/a/key', 's3:GetObject arn:aws:s3:::b/a/key'],
  ['HeadObject', '/b/a/key', 's3:GetObject arn:aws:s3:::b/a/key'],
  ['PutObject', '/b/a/key?uploadId=1&partNumber=2', 's3:PutObject arn:aws:s3:::b/a/key'],
  ['CreateMultipartUpload', '/b/a/key?uploads', 's3:PutObject arn:aws:s3:::b/a/key'],
  ['DeleteObject', '/b/a/key', 's3:DeleteObject arn:aws:s3:::b/a/key'],
  ['DeleteObject', '/b/a/key?uploadId=1', 's3:AbortMultipartUpload arn:aws:s3:::b/a/key'],
  ['GetObject', '/b/a/key?versionId=1', 's3:GetObjectVersion arn:aws:s3:::b/a/key'],
  ['PutObject', '/b/a/key?tagging', 's3:PutObjectTagging arn:aws:s3:::b/a/key'],
])('S3 %s of %s needs %s', (operation, url, permission) => {
  expect(said(s3Permissions(call(operation, { Bucket: 'b', Key: 'a/key' }, url)))).toEqual([permission]);
});

test('S3 lists a bucket by an action on the bucket, deletes many objects by one on each, and copies by one on the source', () => {
  expect(s3Permissions(call('ListObjectsV2', { Bucket: 'b', prefix: 'a/' }))).toEqual([
    { action: 's3:ListBucket', resource: 'arn:aws:s3:::b', context: { 's3:prefix': ['a/'] } },
  ]);
  const Body = '<Delete><Object><Key>one</Key></Object><Object><Key>two</Key></Object></Delete>';
  expect(said(s3Permissions(call('DeleteObjects', { Bucket: 'b', Body })))).toEqual([
    's3:DeleteObject arn:aws:s3:::b/one',
    's3:DeleteObject arn:aws:s3:::b/two',
  ]);
  expect(said(s3Permissions(call('DeleteObjects', { Bucket: 'b' })))).toEqual(['s3:DeleteObject arn:aws:s3:::b/*']);
  const copy = { ...call('PutObject', { Bucket: 'b', Key: 'new' }), copySource: '/b/old%20one' };
  expect(said(s3Permissions(copy))).toEqual(['s3:PutObject arn:aws:s3:::b/new', 's3:GetObject arn:aws:s3:::b/old one']);
});

test('only who may list the bucket is told that an object is missing', () => {
  expect(missingObjectPermission(call('GetObject', { Bucket: 'b', Key: 'k' }))).toEqual({
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::b',
  });
  expect(missingObjectPermission(call('DeleteObject', { Bucket: 'b', Key: 'k' }))).toBeUndefined();
});
