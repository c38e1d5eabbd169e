import { setTimeout } from 'node:timers/promises';
import { callEngine } from '../engines/call-engine.ts';
import type { Engine } from '../engines/engine.ts';
import type { QueueEngine } from '../engines/fauxqs-engine.ts';
import type { InvocationResult } from '../functions/invocation.ts';
import type { Report } from '../report.ts';
import { within } from '../within.ts';
import { failedMessages } from './batch-outcome.ts';
import { type ReceivedMessage, sqsEvent } from './sqs-event.ts';

/** An event source mapping as the template describes it. */
export interface MappingDefinition {
  readonly logicalId: string;
  readonly functionName: string;
  readonly queueName: string;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** How many invocations it starts at once. */
  readonly concurrency: number;
  /** The function answers with `batchItemFailures`. */
  readonly reportsItems: boolean;
}

export interface QueuePoller {
  /** Resolves once the invocations that it started have ended and their messages are dealt with. */
  stop(): Promise<void>;
}

interface PollerOptions {
  readonly mapping: MappingDefinition;
  readonly queues: Engine & Pick<QueueEngine, 'wakePollers'>;
  readonly invoke: (payload: string) => Promise<InvocationResult>;
  readonly report: Report;
}

/** SQS gives no more at once. */
const LARGEST_RECEIVE = 10;
const LONGEST_WAIT_SECONDS = 20;

/** Lambda ends a batch at the 6 MB of an invocation's payload; this leaves room for the messages of one more receive. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * How long a batch is waited for before the next one is taken beside it, in milliseconds. While work that is quick is
 * done, more messages gather, and a batch costs hardly more than a message.
 */
const PATIENCE_MS = 100;

/** Takes messages off a queue and hands them to a function, in batches. */
export function startQueuePoller(options: PollerOptions): QueuePoller {
  const { mapping, queues, report } = options;
  const running = new Set<Promise<void>>();
  let stopping = false;
  const tell = (error: unknown) => {
    if (!stopping) report({ kind: 'failure', functionName: mapping.functionName, text: `polling: ${error}` });
  };
  const begin = (batch: readonly ReceivedMessage[]): Promise<void> => {
    const work: Promise<void> = process(batch, options)
      .catch(tell)
      .finally(() => running.delete(work));
    running.add(work);
    return work;
  };
  const poll = async () => {
    while (!stopping) {
      try {
        const batch = await receiveBatch(options);
        if (batch.length > 0) await within(PATIENCE_MS, begin(batch));
        if (running.size >= mapping.concurrency) await Promise.race(running);
      } catch (error) {
        tell(error);
        if (!stopping) await setTimeout(1000);
      }
    }
  };
  const polling = poll();
  return {
    async stop() {
      stopping = true;
      queues.wakePollers(mapping.queueName);
      await polling;
      await Promise.all(running);
    },
  };
}

async function receiveBatch({ mapping, queues }: PollerOptions): Promise<ReceivedMessage[]> {
  const batch = await receive(queues, mapping, LONGEST_WAIT_SECONDS, mapping.batchSize);
  // Lambda goes on gathering for the window, or, without one, takes what there is.
  const end = Date.now() + mapping.windowSeconds * 1000;
  let bytes = bytesOf(batch);
  while (batch.length > 0 && batch.length < mapping.batchSize && bytes < MOST_BYTES) {
    const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    const more = await receive(queues, mapping, seconds, mapping.batchSize - batch.length);
    batch.push(...more);
    bytes += bytesOf(more);
    const isOver = seconds === 0 && (mapping.windowSeconds > 0 || more.length === 0);
    if (isOver) break;
  }
  return batch;
}

const bytesOf = (messages: readonly ReceivedMessage[]) => messages.reduce((bytes, { Body }) => bytes + Body.length, 0);

async function receive(
  queues: Engine,
  { queueUrl }: MappingDefinition,
  waitSeconds: number,
  most: number,
): Promise<ReceivedMessage[]> {
  const { Messages = [] } = await callEngine<{ readonly Messages?: ReceivedMessage[] }>(
    queues,
    'sqs',
    'ReceiveMessage',
    {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(most, LARGEST_RECEIVE),
      WaitTimeSeconds: Math.min(waitSeconds, LONGEST_WAIT_SECONDS),
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    },
  );
  return Messages;
}

async function process(batch: readonly ReceivedMessage[], options: PollerOptions): Promise<void> {
  const { mapping, queues, invoke } = options;
  const result = await invoke(JSON.stringify(sqsEvent(batch, mapping.queueArn)));
  if (result.kind !== 'answered') return;
  const ids = batch.map(({ MessageId }) => MessageId);
  const failed = mapping.reportsItems ? failedMessages(result.payload, ids) : new Set<string>();
  if (failed === 'all') return;
  const done = batch.filter(({ MessageId }) => !failed.has(MessageId));
  for (let start = 0; start < done.length; start += LARGEST_RECEIVE) {
    const Entries = done
      .slice(start, start + LARGEST_RECEIVE)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await callEngine(queues, 'sqs', 'DeleteMessageBatch', { QueueUrl: mapping.queueUrl, Entries });
  }
}
