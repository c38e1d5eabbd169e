import { DynamoDBClient, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type AwsOptions, clientConfig } from '../../../../lambda/aws/client-config.ts';
import { openDynamoDb } from '../../../../lambda/aws/dynamodb.ts';
import { openQueues } from '../../../../lambda/aws/queues.ts';
import { openSecretsManager } from '../../../../lambda/aws/secretsmanager.ts';

/** The same call, made by ourselves and by a client of the SDK. */
export interface Call {
  own(options: AwsOptions, signal?: AbortSignal): Promise<object | undefined>;
  sdk(options: AwsOptions, signal?: AbortSignal): Promise<object | undefined>;
}

const ITEM = {
  pk: { S: 'a' },
  bytes: { B: Buffer.from([0, 255]) },
  set: { BS: [new Uint8Array([1]), Buffer.from('é')] },
};
const PUT = {
  TableName: 'table',
  Item: ITEM,
  ConditionExpression: 'attribute_not_exists(pk)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
};
export const put: Call = {
  own: (options, signal) => openDynamoDb(options).call('PutItem', PUT, { signal }),
  sdk: (options, abortSignal) =>
    new DynamoDBClient(clientConfig(options)).send(new PutItemCommand(PUT), { ...(abortSignal && { abortSignal }) }),
};
const KEY = { TableName: 'table', Key: { pk: { S: 'a' } } };
export const get: Call = {
  own: (options) => openDynamoDb(options).call('GetItem', KEY),
  sdk: (options) => new DynamoDBClient(clientConfig(options)).send(new GetItemCommand(KEY)),
};
const WRITES = { TransactItems: [{ Put: PUT }], ClientRequestToken: 'token' };
export const transact: Call = {
  own: (options) => openDynamoDb(options).call('TransactWriteItems', WRITES),
  sdk: (options) => new DynamoDBClient(clientConfig(options)).send(new TransactWriteItemsCommand(WRITES)),
};
const SECRET = { SecretId: 'Webhooks/stripe' };
export const secret: Call = {
  own: (options) => openSecretsManager(options).call('GetSecretValue', SECRET),
  sdk: (options) => new SecretsManagerClient(clientConfig(options)).send(new GetSecretValueCommand(SECRET)),
};
const QUEUE = 'https://sqs.eu-west-1.amazonaws.com/1/q';
const MESSAGE_ATTRIBUTES = { reason: { DataType: 'String', StringValue: 'r' } };
export const send: Call = {
  own: (options) =>
    openQueues(options)
      .send(QUEUE, { body: 'é', attributes: { reason: 'r' } })
      .then(() => ({})),
  async sdk(options) {
    const client = new SQSClient({ ...clientConfig(options), useQueueUrlAsEndpoint: false });
    const message = { QueueUrl: QUEUE, MessageBody: 'é', MessageAttributes: MESSAGE_ATTRIBUTES };
    await client.send(new SendMessageCommand(message));
    return {};
  },
};
