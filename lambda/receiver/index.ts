import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as configuration from '#webhooks';
import { RECEIVER_ENVIRONMENT, readEnvironment } from '../../core/environment.ts';
import { parseWebhooks, type Webhooks } from '../../core/index.ts';
import { openClaimChecks } from '../aws/claim-checks.ts';
import { openLedger } from '../aws/ledger.ts';
import { openQueues } from '../aws/queues.ts';
import { lambdaLog } from '../log.ts';
import { lambdaMetrics } from '../metrics.ts';
import { sendTo } from '../verifier/send-to.ts';
import { type ReceiverParts, receiveEvents } from './receive-events.ts';

const environment = readEnvironment(RECEIVER_ENVIRONMENT, process.env);
const webhooks = webhooksIn(configuration);
const queues = openQueues();
const log = lambdaLog();
const metrics = lambdaMetrics(environment.STACK_NAME, process.env.METRICS_SECONDS);
const source = webhooks.sources[environment.SOURCE];
if (!source) throw new Error(`the configuration has no source "${environment.SOURCE}": deploy the stack again`);

const parts: ReceiverParts = {
  source,
  path: {
    webhooks,
    claimChecks: openClaimChecks(environment.CLAIM_CHECK_BUCKET),
    claimCheckKb: Number(environment.CLAIM_CHECK_KB),
    ledger: openLedger(environment.LEDGER_TABLE),
    send: sendTo({ queues, webhooks, queueUrlPrefix: environment.QUEUE_URL_PREFIX }),
    now: Date.now,
    log,
  },
  putAside: (body, error) => queues.send(environment.DEAD_LETTER_QUEUE_URL, { body, attributes: { error } }),
  count: (figures) => metrics.ofSource(environment.SOURCE, figures),
  now: Date.now,
  log,
};

/** The receiver of one source: what Lambda runs for the events that its provider has put on EventBridge. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const response = await receiveEvents(Records, parts);
  metrics.endInvocation();
  return response;
}

/** The configuration is a module that exports `webhooks`, or a JSON file. */
function webhooksIn(module: { readonly webhooks?: Webhooks; readonly default?: unknown }): Webhooks {
  return module.webhooks ?? parseWebhooks(module.default);
}
