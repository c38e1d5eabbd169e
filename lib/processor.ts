import { CfnOutput, Stack } from 'aws-cdk-lib';
import { type Alias, EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Processor as ProcessorConfiguration } from '../core/configuration.ts';
import type { ProcessorEnvironment } from '../core/environment.ts';
import { queueName } from '../core/names.ts';
import { isOrdered } from '../core/queue-place.ts';
import { acceptFindings } from './accept-findings.ts';
import { allow } from './allow.ts';
import type { HandlerBundle } from './bundle-handlers.ts';
import type { ClaimChecks } from './claim-checks.ts';
import type { Foundation } from './foundation.ts';
import { HandlerFunction } from './handler-function.ts';
import type { Ledger } from './ledger.ts';
import { outputName } from './output-name.ts';
import { ProcessorQueues } from './processor-queues.ts';
import { type ExistingTarget, handOverTo } from './targets/existing-target.ts';

export interface ProcessorProps {
  /** The name that the stack's queues begin with. */
  readonly stackName: string;
  readonly processor: ProcessorConfiguration;
  readonly bundle: HandlerBundle;
  readonly ledger: Ledger;
  readonly claimChecks: ClaimChecks;
  /** What its events are handed over to. @default - its bundle processes them */
  readonly target?: ExistingTarget | undefined;
  /** How long the function's log is kept. @default - one month */
  readonly logRetention?: RetentionDays | undefined;
  readonly foundation?: Foundation | undefined;
  /** The function is called by an alias. @default false */
  readonly hasAlias?: boolean | undefined;
}

/** A function that gets the events it subscribes to from a queue of its own. */
export class Processor extends Construct {
  readonly name: string;
  readonly queueName: string;
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly function: LambdaFunction;
  /** What the queue's messages go to; absent where it is the function itself. */
  readonly alias: Alias | undefined;

  constructor(scope: Construct, id: string, props: ProcessorProps) {
    super(scope, id);
    const { stackName, processor, bundle, ledger, claimChecks, target, logRetention, hasAlias, foundation } = props;
    const { queue, deadLetterQueue } = new ProcessorQueues(this, 'Queues', { stackName, processor, foundation });
    const handler = new HandlerFunction(this, 'Handler', {
      // Not its sources: Lambda takes 256 characters.
      description: `${target ? 'Hands over' : 'Processes'} events: ${processor.name}`,
      bundle,
      environment: {
        STACK_NAME: stackName,
        PROCESSOR: processor.name,
        LEDGER_TABLE: ledger.table.tableName,
        QUEUE_URL: queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: deadLetterQueue.queueUrl,
        MAX_ATTEMPTS: String(processor.maxAttempts),
        FIRST_RETRY_SECONDS: String(processor.firstRetrySeconds),
        ...(processor.maxPerSecond && { MAX_PER_SECOND: String(processor.maxPerSecond) }),
        ...(processor.pauseAfter && { PAUSE_AFTER: String(processor.pauseAfter) }),
        CLAIM_CHECK_BUCKET: claimChecks.bucket.bucketName,
        ...(target && { TARGET_ARN: target.arn }),
      } satisfies ProcessorEnvironment,
      permissions: [
        allow.claimIn(ledger.table),
        allow.consume(queue),
        allow.holdBack(queue),
        allow.sendTo(deadLetterQueue),
        ...allow.checkOut(claimChecks.bucket),
      ],
      permissionsOutside: target && handOverTo(target),
      memoryMb: processor.memoryMb,
      timeoutSeconds: processor.timeoutSeconds,
      logRetention,
      foundation,
      hasAlias,
    });
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: handler.target,
      eventSourceArn: queue.queueArn,
      batchSize: processor.batchSize,
      reportBatchItemFailures: true,
      ...(processor.maxConcurrency && { maxConcurrency: processor.maxConcurrency }),
    });
    acceptFindings(handler, 'invokedInStep');
    acceptFindings(mapping, 'queueMapping');
    // In the stack that holds the queues: a template has room for 200 outputs.
    const stack = Stack.of(this);
    new CfnOutput(stack, `${outputName(processor.name)}QueueUrl`, { value: queue.queueUrl });
    new CfnOutput(stack, `${outputName(processor.name)}DeadLetterQueueUrl`, { value: deadLetterQueue.queueUrl });
    this.name = processor.name;
    this.queueName = queueName(stackName, processor.name, isOrdered(processor));
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
    this.function = handler.function;
    this.alias = handler.alias;
  }
}
