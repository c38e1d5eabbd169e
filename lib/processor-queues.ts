import { Duration, Stack } from 'aws-cdk-lib';
import { type IQueue, Queue, QueueEncryption, type QueueProps, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Processor } from '../core/configuration.ts';
import { deadLetterQueueName, queueName } from '../core/names.ts';
import { requireTls } from './require-tls.ts';

/** What both queues are alike in: the largest message and the longest retention that SQS allows. */
const COMMON = {
  encryption: QueueEncryption.SQS_MANAGED,
  maxMessageSizeBytes: 1_048_576,
  retentionPeriod: Duration.days(14),
} satisfies QueueProps;

/** AWS advises to hide a message for six times as long as the function may run, since mappings retry throttled invocations. */
const VISIBILITY_TIMEOUTS = 6;

export interface ProcessorQueuesProps {
  /** The name that the stack's queues begin with. */
  readonly stackName: string;
  readonly processor: Pick<Processor, 'name' | 'timeoutSeconds' | 'maxAttempts'>;
}

/** Where a processor's events wait: for an attempt, and for an operator when no attempt succeeded. */
export class ProcessorQueues extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, { stackName, processor }: ProcessorQueuesProps) {
    super(scope, id);
    const { name, timeoutSeconds, maxAttempts } = processor;
    const source = queueName(stackName, name);
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...COMMON,
      queueName: deadLetterQueueName(stackName, name),
      redriveAllowPolicy: { redrivePermission: RedrivePermission.BY_QUEUE, sourceQueues: [this.queueNamed(source)] },
    });
    this.queue = new Queue(this, 'Queue', {
      ...COMMON,
      queueName: source,
      visibilityTimeout: Duration.seconds(VISIBILITY_TIMEOUTS * timeoutSeconds),
      // The runtime counts the attempts; this is for a runtime that cannot run, and has room for contended returns.
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: 2 * maxAttempts + 5 },
    });
    requireTls(this.queue);
    requireTls(this.deadLetterQueue);
  }

  /** By its name, since the queues refer to each other and CloudFormation cannot create a circle. */
  private queueNamed(name: string): IQueue {
    return Queue.fromQueueArn(this, 'Source', Stack.of(this).formatArn({ service: 'sqs', resource: name }));
  }
}
