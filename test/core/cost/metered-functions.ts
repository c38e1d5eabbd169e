import type { APIGatewayProxyEventV2, Context, SQSRecord } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import type { HttpResult } from '../../../lambda/verifier/http-event.ts';
import { startAwsEndpoint } from '../../../local/aws-endpoint.ts';
import { callEngine, EngineError } from '../../../local/engines/call-engine.ts';
import { startDynalite } from '../../../local/engines/dynalite-engine.ts';
import type { AwsCall, Engine } from '../../../local/engines/engine.ts';
import { startSecretsManager } from '../../../local/engines/secrets-engine.ts';

/** What a function did for one request or attempt. */
export interface Used {
  /** `PutItem`, `SendMessage` and so on, in their order. */
  readonly calls: readonly string[];
  /** The bytes of its log, line ends included. */
  readonly logBytes: number;
}

/** The verifier and a processor as they are deployed, over engines on this machine that count. */
export interface MeteredFunctions {
  post(event: object): Promise<Used & { readonly answer: HttpResult }>;
  /** Lets the processor have whatever is on its queue. */
  process(): Promise<Used & { readonly stays: number }>;
  /** Lets the archive have the newest message. */
  archive(): Promise<Used>;
  /** The item of a key, in DynamoDB's JSON. */
  item(pk: string): Promise<Readonly<Record<string, unknown>>>;
  /** The messages that were sent, the newest last. */
  readonly sent: readonly string[];
  stop(): Promise<void>;
}

const TABLE = 'ledger';
const QUEUE = 'Webhooks-record-payment';

/** Starts them. The processor does what `work` says. */
export async function startMetered(secret: string, work: () => void): Promise<MeteredFunctions> {
  const calls: string[] = [];
  const sent: string[] = [];
  const tables = await startDynalite(undefined);
  const queues = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const secrets = startSecretsManager('us-east-1', '000000000000', undefined);
  const endpoint = await startAwsEndpoint({
    functionNamed: () => undefined,
    intercept: ({ operation, body }) => {
      calls.push(operation);
      if (operation === 'SendMessage') sent.push(String(Object(body).MessageBody));
      return 'pass';
    },
    guard: { refusal: () => undefined, missingObject: () => undefined },
  });
  const sqs = forwardTo(`http://127.0.0.1:${queues.port}`);
  endpoint.serve('dynamodb', returningTheOld(tables));
  endpoint.serve('sqs', sqs);
  endpoint.serve('secretsmanager', secrets);
  endpoint.serve('s3', bucket());
  secrets.putSecret('Webhooks/stripe');
  await callEngine(secrets, 'secretsmanager', 'PutSecretValue', { SecretId: 'Webhooks/stripe', SecretString: secret });
  await callEngine(tables, 'dynamodb', 'CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  for (const QueueName of [QUEUE, `${QUEUE}-dead-letter`]) await callEngine(sqs, 'sqs', 'CreateQueue', { QueueName });
  const QueueUrl = `${endpoint.url}/000000000000/${QUEUE}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    STACK_NAME: 'Webhooks',
    LEDGER_TABLE: TABLE,
    QUEUE_URL_PREFIX: `${endpoint.url}/000000000000/Webhooks-`,
    SECRET_PREFIX: 'Webhooks/',
    PUBLIC_URL: 'https://abcdefghij.execute-api.us-east-1.amazonaws.com',
    QUARANTINE_BUCKET: 'quarantine',
    CLAIM_CHECK_BUCKET: 'claim-checks',
    ARCHIVE_BUCKET: 'archive',
    CLAIM_CHECK_KB: '200',
    PROCESSOR: 'record-payment',
    QUEUE_URL: QueueUrl,
    DEAD_LETTER_QUEUE_URL: `${QueueUrl}-dead-letter`,
    MAX_ATTEMPTS: '10',
    // No message comes back while the tests go on.
    FIRST_RETRY_SECONDS: '600',
  });
  const verifier = await import('../../../lambda/verifier/index.ts');
  const { defineProcessor } = await import('../../../lambda/runtime/index.ts');
  const processor = defineProcessor(work);
  const archive = await import('../../../lambda/archive/index.ts');
  const context = () => ({ awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 120_000 }) as Context;

  const metered = async <Result>(run: () => Promise<Result>): Promise<Used & { readonly result: Result }> => {
    calls.length = 0;
    let logBytes = 0;
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      // Many events share a line of metrics: test/lambda/log-bytes.test.ts measures those.
      if (!String(text).includes('"_aws"')) logBytes += Buffer.byteLength(text);
      return true;
    });
    const result = await run().finally(() => write.mockRestore());
    return { calls: [...calls], logBytes, result };
  };
  return {
    sent,
    async post(event) {
      const { result, ...used } = await metered(() => verifier.handler(event as APIGatewayProxyEventV2));
      return { ...used, answer: result };
    },
    async process() {
      const { Messages = [] } = await callEngine<{ Messages?: SqsMessage[] }>(sqs, 'sqs', 'ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 30,
      });
      const { result, ...used } = await metered(() => processor({ Records: Messages.map(asRecord) }, context()));
      const stays = new Set(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      // As Lambda does for those that may go.
      for (const { ReceiptHandle } of Messages.filter((message) => !stays.has(message.MessageId)))
        await callEngine(sqs, 'sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle });
      return { ...used, stays: stays.size };
    },
    async archive() {
      const Body = sent.at(-1) ?? '';
      const Records = [asRecord({ MessageId: 'archived', ReceiptHandle: 'archived', Body })];
      const { result, ...used } = await metered(() => archive.handler({ Records }, context()));
      expect(result.batchItemFailures).toEqual([]);
      return used;
    },
    async item(pk) {
      const input = { TableName: TABLE, Key: { pk: { S: pk } } };
      return (await callEngine<{ Item: Record<string, unknown> }>(tables, 'dynamodb', 'GetItem', input)).Item;
    },
    async stop() {
      await queues.stop();
      await endpoint.close();
      await tables.close();
    },
  };
}

interface SqsMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
}

const asRecord = ({ MessageId, ReceiptHandle, Body }: SqsMessage) =>
  ({ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body }) as SQSRecord;

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
