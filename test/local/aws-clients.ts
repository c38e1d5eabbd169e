import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';

/** The official clients, on a run's endpoint, with the access key of somebody outside, or of a function. */
export function clientsOf({ awsEndpoint }: { readonly awsEndpoint: string }, accessKeyId = 'TEST') {
  const configuration = {
    endpoint: awsEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  return {
    tables: new DynamoDBClient(configuration),
    queues: new SQSClient(configuration),
    objects: new S3Client(configuration),
    secrets: new SecretsManagerClient(configuration),
  };
}

/** What the fixture's processor noted of a message: how often it came, and the last record. */
export async function noteOf(run: { readonly awsEndpoint: string }, id: string) {
  const { Item } = await clientsOf(run).tables.send(
    new GetItemCommand({ TableName: 'Small-Table', Key: { pk: { S: id } }, ConsistentRead: true }),
  );
  return { count: Number(Item?.count?.N ?? 0), record: JSON.parse(Item?.record?.S ?? 'null') };
}

/** How many messages lie on a queue: visible ones, and those that somebody holds. */
export async function depthOf(run: { readonly awsEndpoint: string }, name: string) {
  const { Attributes } = await clientsOf(run).queues.send(
    new GetQueueAttributesCommand({ QueueUrl: `${run.awsEndpoint}/000000000000/${name}`, AttributeNames: ['All'] }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    held: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
  };
}
