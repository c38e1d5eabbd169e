import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** A message in an operator's hands: nobody else sees it until it is put back, or its time is over. */
export interface HeldMessage {
  readonly messageId: string;
  /** Of this receipt: a later one makes it void. */
  readonly handle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** When it came to this queue, in milliseconds since 1970. */
  readonly sentAt: number;
  /** The group that it is ordered, or kept fair, by. */
  readonly group?: string | undefined;
  /** SQS itself took it off another queue, after too many receives. */
  readonly isMovedBySqs: boolean;
}

/** How many messages lie on a queue, about. */
export interface QueueCounts {
  readonly visible: number;
  /** In somebody's hands. */
  readonly held: number;
}

export interface Receipt {
  /** At most so many, up to 10. */
  readonly most: number;
  /** For how long nobody else sees them. */
  readonly seconds: number;
  /** How long to wait where there is nothing; SQS asks all its servers only when it may wait. @default 1 */
  readonly wait?: number;
}

/** What lies on queues, as an operator handles it. Every call throws the SDK's errors. */
export interface QueueContents {
  /** Takes messages in hand. */
  receive(queueUrl: string, receipt: Receipt): Promise<HeldMessage[]>;
  /** Lets everybody see messages again, at once. Those whose receipt is void are visible already. */
  putBack(queueUrl: string, handles: readonly string[]): Promise<void>;
  /** Puts a message on a queue; in one with an order, only once per `once`. */
  send(
    queueUrl: string,
    message: { readonly body: string; readonly group?: string | undefined },
    once: string,
  ): Promise<void>;
  remove(queueUrl: string, handle: string): Promise<void>;
  count(queueUrl: string): Promise<QueueCounts>;
}

/** SQS takes no more in one call. */
const LARGEST_BATCH = 10;

/** Receiving alone takes a second where there is nothing. */
const PATIENCE: AwsOptions = { requestTimeoutMs: 15_000 };

const isFifo = (queueUrl: string) => queueUrl.endsWith('.fifo');

/** Opens what lies on queues. */
export function openQueueContents(options?: AwsOptions): QueueContents {
  // A queue's URL names AWS's own endpoint even where another one stands in for it.
  const client = new SQSClient({ ...clientConfig({ ...PATIENCE, ...options }), useQueueUrlAsEndpoint: false });
  return {
    async receive(QueueUrl, { most, seconds, wait = 1 }) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(most, LARGEST_BATCH),
        VisibilityTimeout: seconds,
        WaitTimeSeconds: wait,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      return ((await client.send(command)).Messages ?? []).map(toHeld);
    },
    async putBack(QueueUrl, handles) {
      for (let start = 0; start < handles.length; start += LARGEST_BATCH) {
        const Entries = handles
          .slice(start, start + LARGEST_BATCH)
          .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      }
    },
    async send(QueueUrl, { body, group }, once) {
      const order = isFifo(QueueUrl) && { MessageGroupId: group ?? once, MessageDeduplicationId: once };
      const fairness = group !== undefined && { MessageGroupId: group };
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body, ...fairness, ...order }));
    },
    async remove(QueueUrl, ReceiptHandle) {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    async count(QueueUrl) {
      const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
      const { Attributes = {} } = await client.send(command);
      const [visible, held] = AttributeNames.map((name) => Number(Attributes[name] ?? 0));
      return { visible: visible ?? 0, held: held ?? 0 };
    },
  };
}

function toHeld({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes = {} }: Message): HeldMessage {
  const attributes = Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue ?? '']);
  return {
    messageId: MessageId ?? '',
    handle: ReceiptHandle ?? '',
    body: Body ?? '',
    attributes: Object.fromEntries(attributes),
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    group: Attributes?.MessageGroupId,
    isMovedBySqs: Attributes?.DeadLetterQueueSourceArn !== undefined,
  };
}
