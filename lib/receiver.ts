import { Stack } from 'aws-cdk-lib';
import { CfnRule, EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ReceiverEnvironment } from '../core/environment.ts';
import { deadLetterQueueName, queueName } from '../core/names.ts';
import type { PartnerSource } from '../core/partner-source.ts';
import { acceptFindings } from './accept-findings.ts';
import { allow } from './allow.ts';
import type { HandlerBundle } from './bundle-handlers.ts';
import type { ClaimChecks } from './claim-checks.ts';
import type { Foundation } from './foundation.ts';
import { HandlerFunction } from './handler-function.ts';
import type { Ledger } from './ledger.ts';
import { hiddenSeconds, ProcessorQueues } from './processor-queues.ts';

export interface ReceiverProps {
  /** The name that the stack's queues begin with. */
  readonly stackName: string;
  /** The source's name. */
  readonly source: string;
  readonly from: PartnerSource;
  readonly bundle: HandlerBundle;
  readonly ledger: Ledger;
  readonly claimChecks: ClaimChecks;
  /** The URL of any queue of the stack, up to the processor's name. */
  readonly queueUrlPrefix: string;
  /** How long the function's log is kept. @default - one month */
  readonly logRetention?: RetentionDays | undefined;
  readonly foundation?: Foundation | undefined;
}

/** What one invocation gets. */
const BATCH_SIZE = 10;
const TIMEOUT_SECONDS = 10;

/** The ledger may be away for hours before a message is put aside. */
const MOST_ATTEMPTS = 100;

/** What a receiver's queue is called after the stack's prefix; no processor can have the name. */
export const receiverQueue = (source: string) => `_from-${source}`;

/**
 * Takes in what a provider puts on the bus of its partner event source. Between the bus and the function is a queue: so what
 * EventBridge has delivered is not lost, however long the ledger is away, and its text stays as it is.
 */
export class Receiver extends Construct {
  readonly queueName: string;
  readonly queue: Queue;
  readonly name: string;
  readonly deadLetterQueue: Queue;
  readonly deadLetterQueueName: string;
  readonly function: LambdaFunction;
  readonly timeoutSeconds = TIMEOUT_SECONDS;
  /** How old a message may become on the queue while everything is well, in seconds: it is tried a few times. */
  readonly longestWaitSeconds = 3 * hiddenSeconds(TIMEOUT_SECONDS);
  private readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, props: ReceiverProps) {
    super(scope, id);
    const { stackName, source, from, bundle, ledger, claimChecks, queueUrlPrefix, logRetention, foundation } = props;
    const name = receiverQueue(source);
    const { queue, deadLetterQueue } = new ProcessorQueues(this, 'Queues', {
      stackName,
      processor: { name, timeoutSeconds: TIMEOUT_SECONDS, maxAttempts: MOST_ATTEMPTS, batchSize: BATCH_SIZE },
      foundation,
    });
    this.handler = new HandlerFunction(this, 'Handler', {
      description: `Takes in what ${source} puts on EventBridge`,
      bundle,
      environment: {
        STACK_NAME: stackName,
        SOURCE: source,
        LEDGER_TABLE: ledger.table.tableName,
        QUEUE_URL_PREFIX: queueUrlPrefix,
        DEAD_LETTER_QUEUE_URL: deadLetterQueue.queueUrl,
        CLAIM_CHECK_BUCKET: claimChecks.bucket.bucketName,
        CLAIM_CHECK_KB: String(claimChecks.thresholdKb),
      } satisfies ReceiverEnvironment,
      permissions: [
        allow.recordIn(ledger.table),
        allow.checkIn(claimChecks.bucket),
        allow.consume(queue),
        allow.sendTo(deadLetterQueue),
      ],
      memoryMb: 512,
      timeoutSeconds: TIMEOUT_SECONDS,
      logRetention,
      foundation,
    });
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: this.handler.function,
      eventSourceArn: queue.queueArn,
      batchSize: BATCH_SIZE,
      reportBatchItemFailures: true,
    });
    acceptFindings(this.handler, 'invokedInStep');
    acceptFindings(mapping, 'queueMapping');
    this.follow(from, queue, deadLetterQueue, foundation);
    this.queueName = queueName(stackName, name);
    this.queue = queue;
    this.name = name;
    this.deadLetterQueue = deadLetterQueue;
    this.deadLetterQueueName = deadLetterQueueName(stackName, name);
    this.function = this.handler.function;
  }

  /** Lets it queue the events that it takes in. */
  sendTo(queue: IQueue): void {
    this.handler.permit(allow.sendTo(queue));
  }

  /** Has all that comes to the bus put on the queue, or on the dead-letter queue when EventBridge could not for a day. */
  private follow({ eventSource, bus }: PartnerSource, queue: Queue, deadLetterQueue: Queue, foundation?: Foundation) {
    const { account } = Stack.of(this);
    // A bus of a partner has the name of its event source.
    const eventBusName =
      bus === 'create' ? new EventBus(this, 'Bus', { eventSourceName: eventSource }).eventBusName : eventSource;
    const rule = new CfnRule(this, 'Rule', {
      description: `Queues what comes from ${eventSource}`,
      eventBusName,
      eventPattern: { source: [eventSource] },
      targets: [{ id: 'Queue', arn: queue.queueArn, deadLetterConfig: { arn: deadLetterQueue.queueArn } }],
    });
    for (const each of [queue, deadLetterQueue]) each.addToResourcePolicy(fromRule(each.queueArn, rule.attrArn));
    foundation?.key?.addToResourcePolicy(withKey(account));
  }
}

const EVENTS = new ServicePrincipal('events.amazonaws.com');

const fromRule = (queueArn: string, ruleArn: string): PolicyStatement =>
  new PolicyStatement({
    principals: [EVENTS],
    actions: ['sqs:SendMessage'],
    resources: [queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  });

/** The key cannot name the rule: that names the queue, which names the key. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-at-rest-cmkey.html */
const withKey = (account: string): PolicyStatement =>
  new PolicyStatement({
    principals: [EVENTS],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  });
