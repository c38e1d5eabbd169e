import type { SQSBatchResponse } from 'aws-lambda';
import type { HttpResult } from '../../../lambda/verifier/http-event.ts';
import { type CountingAws, startCountingAws, TABLE } from '../../core/cost/counting-aws.ts';
import { type Bundle, PROCESSOR } from '../start/bundles.ts';
import { startFunction, type Used } from './start-function.ts';
import { PUBLIC_URL, type StripeEventOptions, stripeEvent } from './stripe-event.ts';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** Processors that are only sent to. */
export const OTHERS = ['thank-customer', 'ship-order', 'count-sale'] as const;

type StageEvent = ReturnType<typeof stripeEvent>;

/** A verifier and a processor as they are deployed, over the AWS of this machine, at a time that they are told. */
export interface Stage {
  readonly aws: CountingAws;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  pass(milliseconds: number): void;
  /** Posts an event, a new one unless its id is said. */
  post(options?: Partial<StripeEventOptions>, change?: (event: StageEvent) => object): Promise<Used<HttpResult>>;
  /** Lets the processor have what is on its queue. */
  process(): Promise<Used<SQSBatchResponse>>;
  /** Lets the processor have one message. */
  processOne(body: string): Promise<Used<SQSBatchResponse>>;
  stop(): Promise<void>;
}

/** Starts them. */
export async function startStage(bundles: { readonly verifier: Bundle; readonly processor: Bundle }): Promise<Stage> {
  const queueOf = (name: string) => `Webhooks-${name}`;
  const aws = await startCountingAws({ 'Webhooks/stripe': SECRET }, [PROCESSOR, ...OTHERS].map(queueOf));
  const both = { STACK_NAME: 'Webhooks', LEDGER_TABLE: TABLE, CLAIM_CHECK_BUCKET: 'claim-checks' };
  const verifier = startFunction<HttpResult>(
    bundles.verifier.file,
    {
      ...both,
      QUEUE_URL_PREFIX: aws.queueUrl(queueOf('')),
      SECRET_PREFIX: 'Webhooks/',
      PUBLIC_URL,
      QUARANTINE_BUCKET: 'quarantine',
      CLAIM_CHECK_KB: '200',
    },
    aws,
  );
  const processor = startFunction<SQSBatchResponse>(
    bundles.processor.file,
    {
      ...both,
      PROCESSOR,
      QUEUE_URL: aws.queueUrl(queueOf(PROCESSOR)),
      DEAD_LETTER_QUEUE_URL: aws.queueUrl(`${queueOf(PROCESSOR)}-dead-letter`),
      MAX_ATTEMPTS: '10',
      FIRST_RETRY_SECONDS: '12',
    },
    aws,
  );
  // At the beginning of a minute: what is counted by the minute is not cut in two.
  let now = Math.ceil(Date.now() / 60_000) * 60_000;
  let events = 0;
  const process = (messages: readonly object[]) => processor.invoke({ Records: messages }, now);
  return {
    aws,
    now: () => now,
    pass(milliseconds) {
      now += milliseconds;
    },
    post(options, change = (event) => event) {
      const id = `evt_1MqqbKLt7FlGRZzm9oY${String(++events).padStart(5, '0')}`;
      return verifier.invoke(change(stripeEvent({ id, at: now, secret: SECRET, ...options })), now);
    },
    async process() {
      const messages = await aws.receive(queueOf(PROCESSOR));
      const used = await process(messages.map(asRecord));
      for (const { ReceiptHandle } of messages) await aws.remove(queueOf(PROCESSOR), ReceiptHandle);
      return used;
    },
    processOne: (Body) => process([asRecord({ MessageId: 'm', ReceiptHandle: 'r', Body })]),
    async stop() {
      verifier.stop();
      processor.stop();
      await aws.close();
    },
  };
}

const asRecord = (message: { readonly MessageId: string; readonly ReceiptHandle: string; readonly Body: string }) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
});
