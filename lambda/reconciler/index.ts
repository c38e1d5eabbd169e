import { setTimeout as wait } from 'node:timers/promises';
import * as configuration from '#webhooks';
import { RECONCILER_ENVIRONMENT, readEnvironment } from '../../core/environment.ts';
import { parseWebhooks, type Webhooks } from '../../core/index.ts';
import { openClaimChecks } from '../aws/claim-checks.ts';
import { openLedger } from '../aws/ledger.ts';
import { openLedgerEvents } from '../aws/ledger-events.ts';
import { openQueues } from '../aws/queues.ts';
import { openReconcileState } from '../aws/reconcile-state.ts';
import { openSecrets } from '../aws/secrets.ts';
import { lambdaLog } from '../log.ts';
import { lambdaMetrics } from '../metrics.ts';
import { sendTo } from '../verifier/send-to.ts';
import { http } from './http.ts';
import { runOnSchedule } from './run-on-schedule.ts';

const environment = readEnvironment(RECONCILER_ENVIRONMENT, process.env);
const webhooks = webhooksIn(configuration);
const secrets = openSecrets();
const log = lambdaLog();
const metrics = lambdaMetrics(environment.STACK_NAME, process.env.METRICS_SECONDS);

const parts = {
  webhooks,
  http,
  credential: () => secrets.read(environment.API_SECRET),
  read: openLedgerEvents(environment.LEDGER_TABLE).read,
  state: openReconcileState(environment.LEDGER_TABLE),
  path: {
    webhooks,
    claimChecks: openClaimChecks(environment.CLAIM_CHECK_BUCKET),
    claimCheckKb: Number(environment.CLAIM_CHECK_KB),
    ledger: openLedger(environment.LEDGER_TABLE),
    send: sendTo({ queues: openQueues(), webhooks, queueUrlPrefix: environment.QUEUE_URL_PREFIX }),
    now: Date.now,
    log,
  },
  now: Date.now,
  wait: (milliseconds: number) => wait(milliseconds),
  log,
  count: metrics.ofSource,
};

/** The reconciler of one source: what the schedule calls. */
export async function handler(
  _: unknown,
  context: { readonly awsRequestId: string; getRemainingTimeInMillis(): number },
): Promise<void> {
  const deadline = Date.now() + context.getRemainingTimeInMillis();
  await runOnSchedule(environment.SOURCE, { id: context.awsRequestId, deadline }, parts);
  metrics.endInvocation();
}

/** The configuration is a module that exports `webhooks`, or a JSON file. */
function webhooksIn(module: { readonly webhooks?: Webhooks; readonly default?: unknown }): Webhooks {
  return module.webhooks ?? parseWebhooks(module.default);
}
