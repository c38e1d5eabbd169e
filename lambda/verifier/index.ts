import * as configuration from '#webhooks';
import { readEnvironment, VERIFIER_ENVIRONMENT } from '../../core/environment.ts';
import { parseWebhooks, type Webhooks } from '../../core/index.ts';
import { traceparentOf, xrayHeader } from '../../core/trace.ts';
import { openClaimChecks } from '../aws/claim-checks.ts';
import { openLedger } from '../aws/ledger.ts';
import { openPace } from '../aws/pace.ts';
import { openQuarantine } from '../aws/quarantine.ts';
import { openQueues } from '../aws/queues.ts';
import { openSecrets } from '../aws/secrets.ts';
import { lambdaLog } from '../log.ts';
import { lambdaMetrics } from '../metrics.ts';
import { documentCache } from './document-cache.ts';
import { gate } from './gate.ts';
import { type HttpEvent, type HttpResult, httpResult, readHttpEvent } from './http-event.ts';
import { keyCache } from './key-cache.ts';
import { loadDocument } from './load-document.ts';
import { quarantineKeeper } from './quarantine-keeper.ts';
import { readAhead } from './read-ahead.ts';
import { type ReceiveParts, receive } from './receive.ts';
import { sendTo } from './send-to.ts';
import { throttle } from './throttle.ts';

const environment = readEnvironment(VERIFIER_ENVIRONMENT, process.env);
// Where the stack has a CDN, and only there.
const originKeys = process.env.ORIGIN_KEYS?.split(' ') ?? [];
const secrets = openSecrets();
const secretOf = (source: string) => environment.SECRET_PREFIX + source;
const webhooks = webhooksIn(configuration);
// Another one for each invocation, and there is one at a time.
const xray = () => process.env._X_AMZN_TRACE_ID;
const quarantine = openQuarantine({ table: environment.LEDGER_TABLE, bucket: environment.QUARANTINE_BUCKET });

const ledger = openLedger(environment.LEDGER_TABLE);
const metrics = lambdaMetrics(environment.STACK_NAME, process.env.METRICS_SECONDS);

const parts: ReceiveParts = {
  webhooks,
  metrics,
  keys: keyCache({
    read: (source, limits) => secrets.read(secretOf(source), limits),
    replace: (source, before, value, limits) => secrets.replace(secretOf(source), before, value, limits),
    now: Date.now,
  }),
  documents: documentCache({ load: loadDocument, now: Date.now }),
  visit: loadDocument,
  admit: throttle({ pace: openPace(environment.LEDGER_TABLE), now: Date.now, log: lambdaLog() }),
  gate: gate({ hasCdn: originKeys.length > 0 && process.env.DIRECT_REQUESTS !== 'allow' }),
  keep: quarantineKeeper({ quarantine }),
  claimChecks: openClaimChecks(environment.CLAIM_CHECK_BUCKET),
  claimCheckKb: Number(environment.CLAIM_CHECK_KB),
  ledger,
  send: sendTo({
    queues: openQueues({}, () => xrayHeader(xray())),
    webhooks,
    queueUrlPrefix: environment.QUEUE_URL_PREFIX,
  }),
  now: Date.now,
  log: lambdaLog(),
};

/** Does what can be done before the first request. Never throws. */
export const prepare = () => readAhead({ ...parts, ledger });

/** The verifier: what API Gateway calls for each request. */
export async function handler(event: HttpEvent): Promise<HttpResult> {
  const request = readHttpEvent(event, environment.PUBLIC_URL, originKeys);
  const traceparent = traceparentOf(request.delivery.headers.traceparent, xray());
  const answer = await receive({ ...request, traceparent }, parts);
  metrics.endInvocation();
  return httpResult(answer);
}

/** The configuration is a module that exports `webhooks`, or a JSON file. */
function webhooksIn(module: { readonly webhooks?: Webhooks; readonly default?: unknown }): Webhooks {
  return module.webhooks ?? parseWebhooks(module.default);
}
