import { type AttributeValue, CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { startAwsEndpoint } from '../../local/aws-endpoint.ts';
import { startDynalite } from '../../local/engines/dynalite-engine.ts';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Real engines for DynamoDB and SQS, in memory. */
export interface Engines {
  readonly dynamodb: string;
  readonly sqs: string;
  /** A table with one key; the ledger's is `pk`. */
  createTable(name: string, key?: string): Promise<void>;
  /** The item of a key `pk`. */
  read(table: string, pk: string): Promise<Record<string, AttributeValue> | undefined>;
  createQueue(name: string): Promise<string>;
  /** Receives messages without hiding them: SQS may deliver any message again at any time. */
  receive(queueUrl: string): Promise<Message[]>;
  delete(queueUrl: string, message: Message): Promise<void>;
  stop(): Promise<void>;
}

export async function startEngines(): Promise<Engines> {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' });
  const tables = await startDynalite(undefined);
  const guard = { refusal: () => undefined, missingObject: () => undefined };
  const endpoint = await startAwsEndpoint({ functionNamed: () => undefined, intercept: undefined, guard });
  endpoint.serve('dynamodb', tables);
  const queues = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const dynamodb = endpoint.url;
  const sqs = `http://127.0.0.1:${queues.port}`;
  const dynamodbClient = new DynamoDBClient({ endpoint: dynamodb, region: 'us-east-1', credentials: CREDENTIALS });
  const sqsClient = new SQSClient({ endpoint: sqs, region: 'us-east-1', credentials: CREDENTIALS });
  return {
    dynamodb,
    sqs,
    async createTable(name, key = 'pk') {
      await dynamodbClient.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
          KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        }),
      );
    },
    async read(TableName, pk) {
      const command = new GetItemCommand({ TableName, Key: { pk: { S: pk } }, ConsistentRead: true });
      return (await dynamodbClient.send(command)).Item;
    },
    async createQueue(name) {
      await sqsClient.send(new CreateQueueCommand({ QueueName: name }));
      return `${sqs}/000000000000/${name}`;
    },
    async receive(QueueUrl) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 0,
        MessageAttributeNames: ['All'],
      });
      return (await sqsClient.send(command)).Messages ?? [];
    },
    async delete(QueueUrl, { ReceiptHandle }) {
      await sqsClient.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    async stop() {
      dynamodbClient.destroy();
      sqsClient.destroy();
      await queues.stop();
      await endpoint.close();
      await tables.close();
    },
  };
}
