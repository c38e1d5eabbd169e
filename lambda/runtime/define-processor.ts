import { setTimeout as wait } from 'node:timers/promises';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { PROCESSOR_ENVIRONMENT, readEnvironment } from '../../core/environment.ts';
import type { WebhookEvent } from '../../core/event.ts';
import { invocationId } from '../../core/invocation-id.ts';
import { FIFO_SUFFIX } from '../../core/names.ts';
import type { ProviderId } from '../../core/providers/index.ts';
import { xrayHeader } from '../../core/trace.ts';
import { openClaimChecks } from '../aws/claim-checks.ts';
import { openFlow } from '../aws/flow.ts';
import { openLedger } from '../aws/ledger.ts';
import { openPace } from '../aws/pace.ts';
import { openQueues } from '../aws/queues.ts';
import { openTransactions } from '../aws/transactions.ts';
import { lambdaLog } from '../log.ts';
import { lambdaMetrics, type Metrics } from '../metrics.ts';
import { deadLetterAttributes, deadLetterPlace } from './dead-letter.ts';
import type { EventOf, EventPayloads, ProposedType } from './event-payloads.ts';
import { pacer } from './pacer.ts';
import { type BatchParts, processBatch } from './process-batch.ts';
import type { ProcessorFunction } from './processor-function.ts';
import type { Work } from './runtime-parts.ts';
import { valve } from './valve.ts';
import { withSchema } from './with-schema.ts';

/** How long before the end of the invocation the work is told to stop. */
const NOTICE_MS = 1000;

/** What Lambda runs for the messages on a processor's queue. */
export type ProcessorHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * Makes the handler of a processor from its work on one event. The runtime around it claims each event in the ledger,
 * tries again with growing pauses, and sends what cannot be processed to the dead-letter queue.
 *
 * `defineProcessor<'stripe', 'invoice.paid'>` knows what `event.data` is, where `EventPayloads` has that type. It may
 * be a union, or a pattern like `payment_intent.*`. With any other type, or none, `event.data` is open.
 */
export function defineProcessor<
  Provider extends ProviderId | keyof EventPayloads = ProviderId,
  // `string & {}` takes any text, and yet leaves the editor something to propose.
  Type extends ProposedType | (string & {}) = string,
>(work: ProcessorFunction<EventOf<Provider, Type>>): ProcessorHandler;
/**
 * The same for payloads that a schema of any Standard Schema library (zod, valibot, arktype …) lets pass: `event.data`
 * is what it makes of them. A payload that does not fit goes to the dead-letter queue at once, with the reason.
 */
export function defineProcessor<Schema extends StandardSchemaV1>(
  options: { readonly schema: Schema },
  work: ProcessorFunction<WebhookEvent<string, StandardSchemaV1.InferOutput<Schema>>>,
): ProcessorHandler;
export function defineProcessor(
  ...given:
    | readonly [work: ProcessorFunction]
    | readonly [options: { readonly schema: StandardSchemaV1 }, work: ProcessorFunction]
): ProcessorHandler {
  const work = given.length === 1 ? given[0] : withSchema(given[0].schema, given[1]);
  return processorHandler((event, { message: _, ...context }) => work(event, context));
}

/** Puts the runtime around the work on one event. */
export function processorHandler(work: Work): ProcessorHandler {
  const { metrics, ...parts } = runtimeParts(work);
  return async ({ Records }, context) => {
    const remaining = context.getRemainingTimeInMillis();
    const controller = new AbortController();
    const notice = setTimeout(
      () => controller.abort(new Error('the invocation is about to end')),
      remaining - NOTICE_MS,
    );
    try {
      const deadline = Date.now() + remaining;
      const invocation = { id: invocationId(context.awsRequestId), deadline, signal: controller.signal };
      return await processBatch(Records, invocation, parts);
    } finally {
      clearTimeout(notice);
      metrics.endInvocation();
    }
  };
}

function runtimeParts(work: Work): BatchParts & { readonly metrics: Metrics } {
  const environment = readEnvironment(PROCESSOR_ENVIRONMENT, process.env);
  const { PROCESSOR: processor, LEDGER_TABLE: table } = environment;
  const { MAX_PER_SECOND: perSecond, PAUSE_AFTER: pauseAfter, METRICS_SECONDS: metricsSeconds } = process.env;
  const { now } = Date;
  const log = lambdaLog();
  const metrics = lambdaMetrics(environment.STACK_NAME, metricsSeconds);
  const queues = openQueues({}, () => xrayHeader(process.env._X_AMZN_TRACE_ID));
  const place = { group: process.env.AWS_LAMBDA_LOG_GROUP_NAME, stream: process.env.AWS_LAMBDA_LOG_STREAM_NAME };
  return {
    metrics,
    count: (figures) => metrics.ofProcessor(processor, figures),
    processor,
    work,
    maxAttempts: Number(environment.MAX_ATTEMPTS),
    firstRetrySeconds: Number(environment.FIRST_RETRY_SECONDS),
    ledger: openLedger(table),
    transactions: openTransactions(table),
    fetchBody: openClaimChecks(environment.CLAIM_CHECK_BUCKET).fetch,
    hold: ({ receiptHandle }, seconds) => queues.hold(environment.QUEUE_URL, receiptHandle, seconds),
    sendToDeadLetterQueue: (letter, message) =>
      queues.send(environment.DEAD_LETTER_QUEUE_URL, {
        body: letter.body,
        attributes: deadLetterAttributes(letter, place),
        ...deadLetterPlace(letter, message, environment.DEAD_LETTER_QUEUE_URL.endsWith(FIFO_SUFFIX)),
      }),
    valve: valve({
      processor,
      flow: openFlow(table),
      pauseAfter: pauseAfter ? Number(pauseAfter) : undefined,
      now,
      log: log.with({ processor }),
    }),
    pacer: perSecond ? pacer({ processor, pace: openPace(table), perSecond: Number(perSecond), now, wait }) : undefined,
    now,
    random: Math.random,
    wait,
    log,
  };
}
