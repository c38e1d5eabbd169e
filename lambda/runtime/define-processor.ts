import { setTimeout as wait } from 'node:timers/promises';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { PROCESSOR_ENVIRONMENT, readEnvironment } from '../../core/environment.ts';
import type { ProviderId } from '../../core/providers/index.ts';
import { openLedger } from '../aws/ledger.ts';
import { openQueues } from '../aws/queues.ts';
import { lambdaLog } from '../log.ts';
import { deadLetterAttributes } from './dead-letter.ts';
import { processBatch } from './process-batch.ts';
import type { RuntimeParts } from './process-message.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** How long before the end of the invocation the work is told to stop. */
const NOTICE_MS = 1000;

/**
 * Makes the handler of a processor from its work on one event. The runtime around it claims each event in the ledger,
 * tries again with growing pauses, and sends what cannot be processed to the dead-letter queue.
 */
export function defineProcessor<_Provider extends ProviderId = ProviderId, Type extends string = string>(
  work: ProcessorFunction<Type>,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const parts = runtimeParts(work as ProcessorFunction);
  return async ({ Records }, context) => {
    const remaining = context.getRemainingTimeInMillis();
    const controller = new AbortController();
    const notice = setTimeout(
      () => controller.abort(new Error('the invocation is about to end')),
      remaining - NOTICE_MS,
    );
    try {
      const invocation = { id: context.awsRequestId, deadline: Date.now() + remaining, signal: controller.signal };
      return await processBatch(Records, invocation, parts);
    } finally {
      clearTimeout(notice);
    }
  };
}

function runtimeParts(work: ProcessorFunction): RuntimeParts {
  const environment = readEnvironment(PROCESSOR_ENVIRONMENT, process.env);
  const queues = openQueues();
  return {
    processor: environment.PROCESSOR,
    work,
    maxAttempts: Number(environment.MAX_ATTEMPTS),
    firstRetrySeconds: Number(environment.FIRST_RETRY_SECONDS),
    ledger: openLedger(environment.LEDGER_TABLE),
    hold: ({ receiptHandle }, seconds) => queues.hold(environment.QUEUE_URL, receiptHandle, seconds),
    sendToDeadLetterQueue: (letter) =>
      queues.send(environment.DEAD_LETTER_QUEUE_URL, { body: letter.body, attributes: deadLetterAttributes(letter) }),
    now: Date.now,
    random: Math.random,
    wait,
    log: lambdaLog(),
  };
}
