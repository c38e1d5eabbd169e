import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AwsAnswer } from './engine.ts';
import { keepOrder } from './fifo-order.ts';

/**
 * The parts of fauxqs 2.4.1 that its package does not export. Its own `startFauxqs` listens on every network interface,
 * names queues after an account and a host of its own, and refuses characters that SQS takes.
 */
export interface FauxqsParts {
  createStore(): QueueStore;
  createObjectStore(): ObjectStore;
  /** The web application around one of the stores, without a server. */
  buildApp(stores: { readonly queues?: QueueStore; readonly objects?: ObjectStore }): Promise<FauxqsApp>;
}

export interface FauxqsApp {
  inject(request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly payload: Buffer;
  }): Promise<{ readonly statusCode: number; readonly headers: Record<string, unknown>; readonly rawPayload: Buffer }>;
  close(): Promise<void>;
}

export interface QueueStore {
  persistence?: QueuePersistence;
  createQueue(name: string, url: string, arn: string, attributes: Readonly<Record<string, string>>): Queue;
  getQueueByName(name: string): Queue | undefined;
  getQueueByArn(arn: string): Queue | undefined;
  allQueues(): Iterable<Queue>;
  shutdown(): void;
}

export interface ObjectStore {
  persistence?: object;
  /** Nothing happens when there is one of that name. */
  createBucket(name: string): void;
  restoreObject(bucket: string, object: StoredObject): void;
  deleteObject(bucket: string, key: string): void;
  listObjects(bucket: string, options?: Listing): ListedObjects;
}

interface Listing {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly maxKeys?: number;
  readonly startAfter?: string;
  readonly marker?: string;
}

interface ListedObjects {
  readonly objects: readonly StoredObject[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
}

/** An object; its body is read when it is needed where the store has a persistence. */
export interface StoredObject {
  readonly key: string;
  readonly body: Buffer;
  readonly contentLength: number;
  readonly lastModified: Date;
}

export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly createdTimestamp: number;
  readonly lastModifiedTimestamp: number;
  sequenceCounter: number;
  /** Visible messages of a standard queue, those that are not due yet, and those of a FIFO queue by group. */
  readonly messages: Message[];
  readonly delayedMessages: Message[];
  readonly fifoMessages: Map<string, Message[]>;
  /** How many messages of a FIFO queue's group are out. */
  readonly fifoLockedGroups: Map<string, number>;
  /** By receipt handle. */
  readonly inflightMessages: Map<string, InFlight>;
  persistence?: QueuePersistence;
  enqueue(message: Message): void;
  nextSequenceNumber(): string;
  processTimers(): void;
  changeVisibility(receiptHandle: string, seconds: number): void;
  dequeueFifo(
    most: number,
    seconds: number | undefined,
    resolve: (arn: string) => Queue | undefined,
  ): ReceivedByFauxqs[];
  setAttributes(attributes: Readonly<Record<string, string>>): void;
  cancelWaiters(): void;
}

interface InFlight {
  readonly message: Message;
  readonly receiptHandle: string;
  /** Milliseconds since 1970. */
  readonly visibilityDeadline: number;
}

/** What is told of every change; these are the calls that we make ourselves. */
export interface QueuePersistence {
  deleteMessage(messageId: string): void;
  updateMessageInflight(messageId: string, receiptHandle: string, deadline: number, receives: number): void;
}

/** A message as it is handed out. */
export interface ReceivedByFauxqs {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MessageAttributes?: object;
  readonly MD5OfMessageAttributes?: string;
}

export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly messageAttributes: object;
  readonly md5OfMessageAttributes: string;
  readonly sentTimestamp: number;
  approximateReceiveCount: number;
  approximateFirstReceiveTimestamp?: number | undefined;
  readonly delayUntil?: number | undefined;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
  readonly sequenceNumber?: string | undefined;
}

/** Which characters SQS refuses: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const REFUSED = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Loads a module of fauxqs that its package does not export. */
export const fauxqsPart = (file: string) =>
  import(pathToFileURL(join(dirname(fileURLToPath(import.meta.resolve('fauxqs'))), file)).href);

/** Loads fauxqs. It is an ES module, and takes 200 ms: only a run that needs queues pays for it. */
export async function loadFauxqs(): Promise<FauxqsParts> {
  const [{ buildApp }, { SqsStore }, { SnsStore }, { S3Store }, { INVALID_MESSAGE_BODY_CHAR }] = await Promise.all([
    import('fauxqs'),
    fauxqsPart('sqs/sqsStore.js'),
    fauxqsPart('sns/snsStore.js'),
    fauxqsPart('s3/s3Store.js'),
    fauxqsPart('sqs/sqsTypes.js'),
  ]);
  // Its expression takes the two halves of an emoji for characters that SQS refuses.
  INVALID_MESSAGE_BODY_CHAR.test = (text: string) => REFUSED.test(text);
  return {
    createStore() {
      const store: QueueStore = new SqsStore();
      // It would look for queues of the account 000000000000 only.
      store.getQueueByArn = (arn) => store.getQueueByName(arn.split(':').at(-1) ?? '');
      const create = store.createQueue.bind(store);
      store.createQueue = (...queue) => keepOrder(create(...queue));
      return store;
    },
    createObjectStore: () => inByteOrder(new S3Store()),
    async buildApp({ queues: sqsStore = new SqsStore(), objects: s3Store = new S3Store() }) {
      const app = buildApp({ logger: false, stores: { sqsStore, snsStore: new SnsStore(), s3Store } });
      await app.ready();
      return app;
    },
  };
}

/** Its listings are in the order of a dictionary, but continue in that of bytes, which is S3's: pages would lose keys. */
function inByteOrder(store: ObjectStore): ObjectStore {
  const list = store.listObjects.bind(store);
  store.listObjects = (bucket, options = {}) => {
    const { prefix = '', delimiter, maxKeys = 1000, marker = '', startAfter = marker } = options;
    if (delimiter) return list(bucket, options);
    const { objects } = list(bucket, { prefix, maxKeys: Number.POSITIVE_INFINITY });
    const rest = objects
      .filter(({ key }) => isBefore(startAfter, key))
      .sort((left, right) => (isBefore(left.key, right.key) ? -1 : 1));
    return { objects: rest.slice(0, maxKeys), commonPrefixes: [], isTruncated: rest.length > maxKeys };
  };
  return store;
}

const isBefore = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right)) < 0;

/** What fauxqs answered, as an engine's answer. */
export const answerOf = (response: Awaited<ReturnType<FauxqsApp['inject']>>): AwsAnswer => ({
  status: response.statusCode,
  headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
  body: response.rawPayload,
});
