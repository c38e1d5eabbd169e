import { createHash } from 'node:crypto';
import type { AwsOptions } from './client-config.ts';
import type { CallLimits } from './http/service.ts';
import { openSqs } from './sqs.ts';

/** A message as it is sent: its text, and short facts beside it. */
export interface OutgoingMessage {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** The group that it belongs to; every message on a FIFO queue has one. */
  readonly group?: string | undefined;
  /** By what a FIFO queue knows a message that it has had already. */
  readonly deduplicationId?: string | undefined;
}

/** The queues of a stack. Every call throws what went wrong. */
export interface Queues {
  /** Puts a message on a queue. */
  send(queueUrl: string, message: OutgoingMessage, limits?: CallLimits): Promise<void>;
  /** Keeps a received message away from everybody for so many seconds from now. */
  hold(queueUrl: string, receiptHandle: string, seconds: number): Promise<void>;
}

/**
 * Opens SQS.
 * @param traceHeader - the trace of X-Ray that what is sent belongs to
 */
export function openQueues(options?: AwsOptions, traceHeader: () => string | undefined = () => undefined): Queues {
  const sqs = openSqs(options);
  return {
    async send(queueUrl, { body, attributes = {}, group, deduplicationId }, limits) {
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
      );
      const place = { MessageGroupId: group, MessageDeduplicationId: deduplicationId };
      const message = { QueueUrl: queueUrl, MessageBody: body, MessageAttributes, ...place };
      const input = { ...message, ...tracedBy(traceHeader()) };
      const { MD5OfMessageBody } = await sqs.call('SendMessage', input, limits);
      if (MD5OfMessageBody !== createHash('md5').update(body).digest('hex'))
        throw new Error(`${queueUrl} has got another message than the one that was sent`);
    },
    async hold(queueUrl, receiptHandle, seconds) {
      const VisibilityTimeout = Math.max(0, Math.ceil(seconds));
      const input = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout };
      await sqs.call('ChangeMessageVisibility', input);
    },
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-message-system-attributes */
const tracedBy = (header: string | undefined) =>
  header === undefined
    ? {}
    : { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: header } } };
