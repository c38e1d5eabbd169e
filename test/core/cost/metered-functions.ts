import type { APIGatewayProxyEventV2, Context, SQSRecord } from 'aws-lambda';
import type { HttpResult } from '../../../lambda/verifier/http-event.ts';
import { type Received, startCountingAws, TABLE } from './counting-aws.ts';

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

const QUEUE = 'Webhooks-record-payment';

/** Starts them. The processor does what `work` says. */
export async function startMetered(secret: string, work: () => void): Promise<MeteredFunctions> {
  const aws = await startCountingAws({ 'Webhooks/stripe': secret }, [QUEUE]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    STACK_NAME: 'Webhooks',
    LEDGER_TABLE: TABLE,
    QUEUE_URL_PREFIX: aws.queueUrl('Webhooks-'),
    SECRET_PREFIX: 'Webhooks/',
    PUBLIC_URL: 'https://abcdefghij.execute-api.us-east-1.amazonaws.com',
    QUARANTINE_BUCKET: 'quarantine',
    CLAIM_CHECK_BUCKET: 'claim-checks',
    ARCHIVE_BUCKET: 'archive',
    CLAIM_CHECK_KB: '200',
    PROCESSOR: 'record-payment',
    QUEUE_URL: aws.queueUrl(QUEUE),
    DEAD_LETTER_QUEUE_URL: aws.queueUrl(`${QUEUE}-dead-letter`),
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
    const before = aws.calls.length;
    let logBytes = 0;
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      // Many events share a line of metrics: test/lambda/log-bytes.test.ts measures those.
      if (!String(text).includes('"_aws"')) logBytes += Buffer.byteLength(text);
      return true;
    });
    const result = await run().finally(() => write.mockRestore());
    return { calls: aws.calls.slice(before), logBytes, result };
  };
  return {
    sent: aws.sent,
    item: aws.item,
    stop: aws.close,
    async post(event) {
      const { result, ...used } = await metered(() => verifier.handler(event as APIGatewayProxyEventV2));
      return { ...used, answer: result };
    },
    async process() {
      const messages = await aws.receive(QUEUE);
      const { result, ...used } = await metered(() => processor({ Records: messages.map(asRecord) }, context()));
      const stays = new Set(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      // As Lambda does for those that may go.
      for (const { ReceiptHandle } of messages.filter((message) => !stays.has(message.MessageId)))
        await aws.remove(QUEUE, ReceiptHandle);
      return { ...used, stays: stays.size };
    },
    async archive() {
      const Body = aws.sent.at(-1) ?? '';
      const Records = [asRecord({ MessageId: 'archived', ReceiptHandle: 'archived', Body })];
      const { result, ...used } = await metered(() => archive.handler({ Records }, context()));
      expect(result.batchItemFailures).toEqual([]);
      return used;
    },
  };
}

const asRecord = ({ MessageId, ReceiptHandle, Body }: Received) =>
  ({ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body }) as SQSRecord;
