import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

// What somebody writes who follows the SDK's documentation: the verifier's three calls, and nothing else.

const secrets = new SecretsManagerClient({});
const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});
let secret: string | undefined;

export async function handler(event: { readonly body?: string }) {
  secret ??= (await secrets.send(new GetSecretValueCommand({ SecretId: 'Webhooks/stripe' }))).SecretString;
  const item = { pk: { S: `stripe#${Date.now()}` }, length: { N: String(secret?.length ?? 0) } };
  await dynamodb.send(new PutItemCommand({ TableName: 'ledger', Item: item }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: event.body }));
  return { statusCode: 200 };
}
