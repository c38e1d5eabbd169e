import { CfnDeletionPolicy, Duration, Stack } from 'aws-cdk-lib';
import {
  CfnQueue,
  DeduplicationScope,
  FifoThroughputLimit,
  type IQueue,
  Queue,
  QueueEncryption,
  type QueueProps,
  RedrivePermission,
} from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { mostReceives } from '../core/backoff.ts';
import type { Processor } from '../core/configuration.ts';
import { HELD_RECEIVES } from '../core/flow-state.ts';
import { deadLetterQueueName, queueName } from '../core/names.ts';
import { isOrdered } from '../core/queue-place.ts';
import { acceptFindings } from './accept-findings.ts';
import type { Foundation } from './foundation.ts';
import { requireTls } from './require-tls.ts';

/** What both queues are alike in: the largest message and the longest retention that SQS allows. */
const COMMON = {
  maxMessageSizeBytes: 1_048_576,
  retentionPeriod: Duration.days(14),
} satisfies QueueProps;

/**
 * A group's throughput is its own, and so is what counts as a duplicate: without both, all groups together are held to
 * 300 calls a second. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
 */
const ORDERED = {
  fifo: true,
  contentBasedDeduplication: false,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
} satisfies QueueProps;

/** AWS advises to hide a message for six times as long as the function may run, since mappings retry throttled invocations. */
const VISIBILITY_TIMEOUTS = 6;

/** How long a message is hidden that was handed out, in seconds. */
export const hiddenSeconds = (timeoutSeconds: number, windowSeconds = 0): number =>
  VISIBILITY_TIMEOUTS * timeoutSeconds + windowSeconds;

export interface ProcessorQueuesProps {
  /** The name that the stack's queues begin with. */
  readonly stackName: string;
  readonly processor: Pick<
    Processor,
    'name' | 'timeoutSeconds' | 'maxAttempts' | 'batchSize' | 'orderedBy' | 'retired'
  >;
  /** How long messages are gathered before the function gets them, in seconds. @default 0 */
  readonly windowSeconds?: number;
  readonly foundation?: Foundation | undefined;
}

/** Where a processor's events wait: for an attempt, and for an operator when no attempt succeeded. */
export class ProcessorQueues extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, props: ProcessorQueuesProps) {
    super(scope, id);
    const { stackName, processor, windowSeconds = 0, foundation } = props;
    const { name, timeoutSeconds } = processor;
    const isFifo = isOrdered(processor);
    const common = { ...COMMON, ...encryption(foundation), ...(isFifo && ORDERED) };
    const source = queueName(stackName, name, isFifo);
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...common,
      queueName: deadLetterQueueName(stackName, name, isFifo),
      redriveAllowPolicy: { redrivePermission: RedrivePermission.BY_QUEUE, sourceQueues: [this.queueNamed(source)] },
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: source,
      visibilityTimeout: Duration.seconds(hiddenSeconds(timeoutSeconds, windowSeconds)),
      deadLetterQueue: {
        queue: this.deadLetterQueue,
        maxReceiveCount: mostReceives(processor, isFifo) + HELD_RECEIVES,
      },
    });
    acceptFindings(this.deadLetterQueue, 'deadLetterQueue');
    for (const each of [this.queue, this.deadLetterQueue]) keepMessages(each, processor.retired === true, foundation);
    requireTls(this.queue);
    requireTls(this.deadLetterQueue);
  }

  /** By its name, since the queues refer to each other and CloudFormation cannot create a circle. */
  private queueNamed(name: string): IQueue {
    return Queue.fromQueueArn(this, 'Source', Stack.of(this).formatArn({ service: 'sqs', resource: name }));
  }
}

const encryption = ({ key }: Foundation = {}): QueueProps =>
  key ? { encryption: QueueEncryption.KMS, encryptionMasterKey: key } : { encryption: QueueEncryption.SQS_MANAGED };

/**
 * What waits on a queue is not thrown away when its processor becomes ordered, or is no longer, and gets another one; nor when
 * the processor is taken out of the configuration, unless it was retired first. A queue of a deployment that failed is not
 * kept, nor is anything of a stack that says so.
 */
function keepMessages({ node: { defaultChild } }: Queue, isRetired: boolean, { removal }: Foundation = {}): void {
  if (!(defaultChild instanceof CfnQueue)) return;
  defaultChild.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  const goes = isRetired || removal === 'destroy';
  defaultChild.cfnOptions.deletionPolicy = goes ? CfnDeletionPolicy.DELETE : CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
}
