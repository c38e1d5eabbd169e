import { startFauxqs } from 'fauxqs';
import { startAwsEndpoint } from '../../../local/aws-endpoint.ts';
import { callEngine, EngineError } from '../../../local/engines/call-engine.ts';
import { startDynalite } from '../../../local/engines/dynalite-engine.ts';
import type { AwsCall, Engine } from '../../../local/engines/engine.ts';
import { startSecretsManager } from '../../../local/engines/secrets-engine.ts';

/** AWS on this machine: engines that answer as AWS does, and notes of what they were asked. */
export interface CountingAws {
  readonly url: string;
  /** The calls of functions until now, in their order: `PutItem`, `SendMessage` and so on. */
  readonly calls: readonly string[];
  /** The messages that were sent, the newest last. */
  readonly sent: readonly string[];
  queueUrl(name: string): string;
  /** Up to ten messages off a queue, which nobody else then gets for half a minute. */
  receive(queue: string): Promise<readonly Received[]>;
  /** Lets a message go from its queue. */
  remove(queue: string, receiptHandle: string): Promise<void>;
  /** The ledger's item of a key, in DynamoDB's JSON. */
  item(pk: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** A message as SQS hands it out. */
export interface Received {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
}

/** The name of the ledger's table. */
export const TABLE = 'ledger';

/** Starts it, with the secrets that are given by their names, and a dead-letter queue beside each queue. */
export async function startCountingAws(
  secrets: Readonly<Record<string, string>>,
  queues: readonly string[],
): Promise<CountingAws> {
  const calls: string[] = [];
  const sent: string[] = [];
  const [tables, messages] = [await startDynalite(undefined), await startFauxqs(ANY_PORT)];
  const endpoint = await startAwsEndpoint({
    functionNamed: () => undefined,
    intercept: ({ operation, body }) => {
      calls.push(operation);
      if (operation === 'SendMessage') sent.push(String(Object(body).MessageBody));
      return 'pass';
    },
    guard: { refusal: () => undefined, missingObject: () => undefined },
  });
  const sqs = forwardTo(`http://127.0.0.1:${messages.port}`);
  endpoint.serve('dynamodb', returningTheOld(tables));
  endpoint.serve('sqs', sqs);
  endpoint.serve('secretsmanager', await holding(secrets));
  endpoint.serve('s3', bucket());
  await create(tables, sqs, queues);
  const queueUrl = (name: string) => `${endpoint.url}/000000000000/${name}`;
  return {
    url: endpoint.url,
    calls,
    sent,
    queueUrl,
    async receive(queue) {
      const input = { QueueUrl: queueUrl(queue), MaxNumberOfMessages: 10, VisibilityTimeout: 30 };
      return (await callEngine<{ Messages?: Received[] }>(sqs, 'sqs', 'ReceiveMessage', input)).Messages ?? [];
    },
    async remove(queue, ReceiptHandle) {
      await callEngine(sqs, 'sqs', 'DeleteMessage', { QueueUrl: queueUrl(queue), ReceiptHandle });
    },
    async item(pk) {
      const input = { TableName: TABLE, Key: { pk: { S: pk } } };
      return (await callEngine<{ Item: Record<string, unknown> }>(tables, 'dynamodb', 'GetItem', input)).Item;
    },
    async close() {
      await messages.stop();
      await endpoint.close();
      await tables.close();
    },
  };
}

const ANY_PORT = { port: 0, host: '127.0.0.1', logger: false };

async function create(tables: Engine, sqs: Engine, queues: readonly string[]) {
  await callEngine(tables, 'dynamodb', 'CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  for (const QueueName of queues.flatMap((name) => [name, `${name}-dead-letter`]))
    await callEngine(sqs, 'sqs', 'CreateQueue', { QueueName });
}

async function holding(secrets: Readonly<Record<string, string>>): Promise<Engine> {
  const engine = startSecretsManager('us-east-1', '000000000000', undefined);
  for (const [SecretId, SecretString] of Object.entries(secrets)) {
    engine.putSecret(SecretId);
    await callEngine(engine, 'secretsmanager', 'PutSecretValue', { SecretId, SecretString });
  }
  return engine;
}

/** Buckets that keep what is put into them. */
function bucket(): Engine {
  const objects = new Map<string, Buffer>();
  return {
    async answer({ method, url, body }) {
      if (method === 'PUT') objects.set(url, body);
      const found = objects.get(url);
      return found
        ? { status: 200, headers: {}, body: method === 'PUT' ? '' : found }
        : { status: 404, headers: {}, body: '' };
    },
    close: async () => undefined,
  };
}

const forwardTo = (origin: string): Engine => ({
  async answer({ method, url, headers, body }: AwsCall) {
    const { 'content-length': _, host: __, connection: ___, ...kept } = headers;
    const response = await fetch(origin + url, { method, headers: kept, body: new Uint8Array(body) });
    return { status: response.status, headers: {}, body: await response.text() };
  },
  close: async () => undefined,
});

/** DynamoDB hands out the item behind a condition that failed; Dynalite does not, so it is put into the answer here. */
const returningTheOld = (tables: Engine): Engine => ({
  ...tables,
  async answer(call) {
    const answered = await tables.answer(call);
    const input = JSON.parse(call.body.toString() || '{}');
    if (answered.status !== 400 || input.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') return answered;
    const pk = (input.Item ?? input.Key).pk;
    const found = await callEngine<object>(tables, 'dynamodb', 'GetItem', { TableName: TABLE, Key: { pk } }).catch(
      (error: unknown) => {
        if (error instanceof EngineError) return {};
        throw error;
      },
    );
    const { 'x-amz-crc32': _, ...headers } = answered.headers;
    return { ...answered, headers, body: JSON.stringify({ ...JSON.parse(String(answered.body)), ...found }) };
  },
});
