import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ARCHIVE } from '../core/archive.ts';
import type { ArchiveEnvironment } from '../core/environment.ts';
import { queueName } from '../core/names.ts';
import { acceptFindings } from './accept-findings.ts';
import { allow } from './allow.ts';
import { bucketProps } from './bucket-props.ts';
import type { HandlerBundle } from './bundle-handlers.ts';
import type { ClaimChecks } from './claim-checks.ts';
import type { Foundation } from './foundation.ts';
import { HandlerFunction } from './handler-function.ts';
import type { Ledger } from './ledger.ts';
import { ProcessorQueues } from './processor-queues.ts';

export interface ArchiveProps {
  /** The name that the stack's queues begin with. */
  readonly stackName: string;
  readonly retentionDays: number;
  readonly bundle: HandlerBundle;
  readonly ledger: Ledger;
  readonly claimChecks: ClaimChecks;
  /** How long the function's log is kept. @default - one month */
  readonly logRetention?: RetentionDays | undefined;
  readonly foundation?: Foundation | undefined;
}

/**
 * Few large objects are what Athena likes, and what S3 bills least: so messages are gathered for as long and in batches as
 * large as Lambda allows. It ends a batch at its own 6 MB whatever is said here.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const WINDOW_SECONDS = 300;
const BATCH_SIZE = 10_000;

/** Each invocation at work gathers an object of its own. */
const MOST_CONCURRENT = 5;

const TIMEOUT_SECONDS = 120;

/** S3 may be down for days before a message is put aside. */
const MOST_ATTEMPTS = 100;

/** Keeps every accepted event in S3, by source and hour. */
export class Archive extends Construct {
  readonly bucket: Bucket;
  readonly queueName: string;
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: ArchiveProps) {
    super(scope, id);
    const { stackName, retentionDays, bundle, ledger, claimChecks, logRetention, foundation } = props;
    this.bucket = new Bucket(this, 'Bucket', bucketProps(retentionDays, foundation));
    const { queue, deadLetterQueue } = new ProcessorQueues(this, 'Queues', {
      stackName,
      processor: { name: ARCHIVE, timeoutSeconds: TIMEOUT_SECONDS, maxAttempts: MOST_ATTEMPTS, batchSize: BATCH_SIZE },
      windowSeconds: WINDOW_SECONDS,
      foundation,
    });
    const handler = new HandlerFunction(this, 'Handler', {
      description: 'Keeps accepted events in S3',
      bundle,
      environment: {
        STACK_NAME: stackName,
        LEDGER_TABLE: ledger.table.tableName,
        ARCHIVE_BUCKET: this.bucket.bucketName,
        CLAIM_CHECK_BUCKET: claimChecks.bucket.bucketName,
      } satisfies ArchiveEnvironment,
      permissions: [
        allow.claimIn(ledger.table),
        allow.consume(queue),
        allow.archiveIn(this.bucket),
        ...allow.checkOut(claimChecks.bucket),
      ],
      memoryMb: 1024,
      timeoutSeconds: TIMEOUT_SECONDS,
      logRetention,
      foundation,
    });
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: handler.function,
      eventSourceArn: queue.queueArn,
      batchSize: BATCH_SIZE,
      maxBatchingWindow: Duration.seconds(WINDOW_SECONDS),
      maxConcurrency: MOST_CONCURRENT,
      reportBatchItemFailures: true,
    });
    acceptFindings(handler, 'invokedInStep');
    acceptFindings(mapping, 'queueMapping');
    acceptFindings(this.bucket, 'bucket');
    new CfnOutput(Stack.of(this), 'ArchiveBucketName', { value: this.bucket.bucketName });
    this.queueName = queueName(stackName, ARCHIVE);
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
    this.function = handler.function;
  }
}
