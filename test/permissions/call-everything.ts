import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { EventFacts } from '../../core/event-facts.ts';
import { ledgerItem } from '../../core/ledger-item.ts';
import { openClaimCheckStore } from '../../lambda/aws/claim-check-store.ts';
import { openLedger } from '../../lambda/aws/ledger.ts';
import { openLedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { openReconcileState } from '../../lambda/aws/reconcile-state.ts';
import { outputName } from '../../lib/output-name.ts';
import type { Interception, Interceptor } from '../../local/local-run.ts';
import type { LocalFunction } from '../../local/resources/resource-type.ts';
import { clientsOf } from '../local/aws-clients.ts';
import { eventually, type RunInProcess } from '../local/run-in-process.ts';
import { type GithubDouble, type KeptDelivery, nextId } from '../reconciliation/github-double.ts';
import type { StripeDouble } from '../reconciliation/stripe-double.ts';
import { PARTNER } from './fixtures/webhooks-for.ts';

/** A run with everything behind it that its functions talk to. */
export interface Stage {
  readonly run: RunInProcess;
  readonly github: GithubDouble;
  readonly stripe: StripeDouble;
  readonly functions: readonly LocalFunction[];
  /** The messages that the verifier has put on the archive's queue. */
  readonly archived: readonly string[];
}

export const SECRET = 'a secret of enough bytes';
export const PROCESSORS = ['standard', 'ordered', 'paced', 'guarded'] as const;
/** Of those whose events are handed over, what the call is that is refused at the first attempt, and how often the SDK tries. */
const TARGETS: Readonly<Record<string, { readonly operation: string; readonly tries: number }>> = {
  'to-queue': { operation: 'SendMessage', tries: 3 },
  'to-function': { operation: 'Invoke', tries: 1 },
  'to-bus': { operation: 'PutEvents', tries: 1 },
  'to-stream': { operation: 'PutRecord', tries: 1 },
};
const HANDED_OVER_WAYS = ['plain', 'again', 'large', 'lost'];
const HOUR_MS = 3_600_000;
const LARGE = 'x'.repeat(300_000);

const awsOf = ({ awsEndpoint }: RunInProcess) => ({
  endpoint: awsEndpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** Lets the first attempt to hand over an event fail whose id says so. */
export function failOnce(): Interceptor {
  const refusals = new Map<string, number>();
  return ({ operation, functionName = '', body }) => {
    const [name, target] = Object.entries(TARGETS).find(([type]) => functionName.includes(outputName(type))) ?? [];
    if (name === undefined || operation !== target?.operation) return 'pass';
    const { Data, MessageBody, Entries, id } = Object(body);
    const text = String(MessageBody ?? Entries?.[0]?.Detail ?? Buffer.from(Data ?? '', 'base64')) + (id ?? '');
    const before = refusals.get(name) ?? 0;
    if (!text.includes(`${name}-again`) || before >= target.tries) return 'pass';
    refusals.set(name, before + 1);
    return 'unavailable';
  };
}

/** Takes the bodies of events whose id says so out of S3, after they were put there and before anybody looks for them. */
export const loseBodies =
  (run: () => RunInProcess, archived: string[]): Interceptor =>
  async ({ operation, body }): Promise<Interception> => {
    const { QueueUrl, MessageBody } = Object(body);
    if (operation !== 'SendMessage') return 'pass';
    if (String(QueueUrl).endsWith('-_archive')) archived.push(String(MessageBody));
    if (/"id":"[\w-]+-lost"/.test(String(MessageBody))) {
      const store = openClaimCheckStore(run().outputs.ClaimCheckBucketName ?? '', awsOf(run()));
      const key = /"dataref":"([^"]+)"/.exec(String(MessageBody))?.[1] ?? '';
      await store.remove(key);
    }
    return 'pass';
  };

/** Posts an event of a sender of our own. Returns the answer's status. */
export function post(run: RunInProcess, source: string, event: object, secret = SECRET): Promise<number> {
  const body = JSON.stringify(event);
  return postText(run, source, body, { 'x-acme-signature': signatureOf(body, secret) });
}

/** GitHub sends a delivery again. */
export const postFromGithub = (run: RunInProcess, { guid, event, payload }: KeptDelivery) =>
  postText(run, 'github', payload, {
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-hub-signature-256': `sha256=${signatureOf(payload, SECRET)}`,
  });

const signatureOf = (body: string, secret: string) => createHmac('sha256', secret).update(body).digest('hex');

async function postText({ url }: RunInProcess, source: string, body: string, signed: Readonly<Record<string, string>>) {
  const headers = { 'content-type': 'application/json', ...signed };
  return (await fetch(`${url}/webhooks/${source}`, { method: 'POST', headers, body })).status;
}

/**
 * Lets every function of the stack go every way that it can go. Resolves once all of them are through.
 * @throws {Error} naming what the template does not grant, when one of them cannot go on for that
 */
export async function callEverything(stage: Stage): Promise<void> {
  try {
    await goEveryWay(stage);
  } catch (cause) {
    const denied = deniedIn(stage.run);
    throw denied.length > 0 ? new Error(`the template does not grant ${denied.join('; ')}`, { cause }) : cause;
  }
}

const deniedIn = ({ permissions }: RunInProcess) =>
  permissions
    .filter(({ allowed }) => !allowed)
    .map(({ functionId, action, resource }) => `${functionId} ${action} ${resource}`);

async function goEveryWay(stage: Stage): Promise<void> {
  const { run } = stage;
  const statuses = await Promise.all([
    post(run, 'limited', { id: 'limited', type: 'any' }),
    post(run, 'shared/tenant-1', { id: 'shared', type: 'any' }),
    // Forged: counted, and kept in the quarantine.
    ...['acme', 'github', 'stripe'].map((source) =>
      post(run, source, { id: 'forged' }, 'another secret of enough bytes'),
    ),
    fetch(`${run.url}/webhooks/asana`, { method: 'POST', headers: { 'x-hook-secret': randomUUID() } }).then(
      ({ status }) => status,
    ),
    ...PROCESSORS.flatMap((type) => [
      post(run, 'acme', { id: `${type}-plain`, type }),
      post(run, 'acme', { id: `${type}-again`, type, do: 'fail-once' }),
      post(run, 'acme', { id: `${type}-refused`, type, do: 'refuse' }),
      post(run, 'acme', { id: `${type}-large`, type, LARGE }),
      post(run, 'acme', { id: `${type}-lost`, type, LARGE }),
    ]),
    ...Object.keys(TARGETS).flatMap((type) =>
      HANDED_OVER_WAYS.map((way) =>
        post(run, 'acme', { id: `${type}-${way}`, type, ...(/large|lost/.test(way) && { LARGE }) }),
      ),
    ),
  ]);
  if (statuses.slice(0, 6).join() !== '200,200,401,401,401,200' || statuses.slice(6).some((status) => status !== 200))
    throw new Error(`the answers were ${statuses}`);
  await post(run, 'acme', { id: 'standard-plain', type: 'standard' });
  await putPartnerEvents(run);
  await settled(run);
  // What is known already is read where the engine does not return it.
  await putPartnerEvents(run);
  const again = () => run.messages.filter(({ text }) => /"duplicate".*"source":"partner"/.test(text));
  await eventually(again, ({ length }) => length === 2);
  await archiveAgain(stage);
  await reconcileAll(stage);
}

/** One event, one with a large body, and one that is none of Stripe's. */
async function putPartnerEvents({ awsEndpoint }: RunInProcess): Promise<void> {
  const events = [{ id: 'partner-plain', type: 'any' }, { id: 'partner-large', type: 'any', LARGE }, []];
  const Entries = events.map((event) => ({ Source: PARTNER, DetailType: 'any', Detail: JSON.stringify(event) }));
  const headers = { 'x-amz-target': 'AWSEvents.PutPartnerEvents' };
  const answer = await fetch(awsEndpoint, { method: 'POST', headers, body: JSON.stringify({ Entries }) });
  const { FailedEntryCount } = JSON.parse(await answer.text());
  if (FailedEntryCount !== 0) throw new Error('EventBridge did not take the events of the partner');
}

/** Every processor has ended with every event, and the archive has seen it. */
async function settled(run: RunInProcess): Promise<void> {
  const events = openLedgerEvents(run.outputs.LedgerTableName ?? '', awsOf(run));
  const ids = [
    ...PROCESSORS.flatMap((type) => ['plain', 'again', 'refused', 'large', 'lost'].map((way) => `${type}-${way}`)),
    ...Object.keys(TARGETS).flatMap((type) => HANDED_OVER_WAYS.map((way) => `${type}-${way}`)),
  ];
  await eventually(
    async () => {
      if (deniedIn(run).length > 0) throw new Error('what was denied will not settle');
      const keys = [...ids.map((id) => `acme#${id}`), 'partner#partner-plain', 'partner#partner-large'];
      const entries = await events.read(keys);
      if (entries.size < keys.length) return [`${keys.length - entries.size} are not recorded yet`];
      return [...entries.values()].flatMap(({ pk, targets, custody }) =>
        targets
          .filter((target) => !/done|failed/.test(custody.get(target)?.state ?? ''))
          .filter((target) => !(target === '_archive' && pk.endsWith('-lost') && custody.has(target)))
          .map((target) => `${pk} ${target} ${custody.get(target)?.state}`),
      );
    },
    (left) => left.length === 0,
    120_000,
  );
}

/** A copy that comes after the first one was noted: the note then meets what is there. */
async function archiveAgain({ run, archived }: Stage): Promise<void> {
  const [MessageBody = ''] = archived;
  const QueueUrl = `${run.awsEndpoint}/000000000000/${run.stackName}-_archive`;
  await clientsOf(run).queues.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const id = /"id":"([^"]+)"/.exec(MessageBody)?.[1] ?? '';
  const lines = () => run.messages.filter(({ text }) => text.includes('"archived"')).length;
  const before = lines();
  await eventually(lines, (now) => now > before);
  if (id === '') throw new Error('the verifier sent nothing to the archive');
}

/** Of what the providers list, one event never came, one is large, and one was recorded and never queued. */
async function reconcileAll({ run, github, stripe, functions }: Stage): Promise<void> {
  const at = Date.now() - HOUR_MS;
  github.deliveries.push({
    id: nextId(github.deliveries),
    guid: randomUUID(),
    at,
    statusCode: 502,
    event: 'push',
    payload: '{"ref":"main"}',
  });
  const object = JSON.stringify({ LARGE });
  stripe.events.push(
    { id: 'evt_lost', type: 'charge.failed', at },
    { id: 'evt_large', type: 'charge.failed', at, object },
  );
  stripe.events.push({ id: 'evt_half', type: 'charge.failed', at });
  await recordHalf(run, at);
  for (const source of ['github', 'stripe']) {
    await pretendProgress(run, source);
    const said = await callOnce(functions, source);
    if (!said.includes('"outcome":"looked"')) throw new Error(`the reconciler of ${source} said ${said}`);
  }
}

/** What a verifier leaves that dies between its two calls. */
async function recordHalf(run: RunInProcess, at: number): Promise<void> {
  const time = new Date(at).toISOString();
  const facts: EventFacts = {
    id: 'evt_half',
    source: 'stripe',
    type: 'charge.failed',
    provider: 'stripe',
    time,
    receivedAt: time,
    requestId: 'r-1',
    contentType: 'application/json',
  };
  const ledger = openLedger(run.outputs.LedgerTableName ?? '', awsOf(run));
  await ledger.record(ledgerItem(facts, 'digest', ['standard', '_archive'], at));
}

/** The first run of a reconciler looks at nothing that was before it. */
async function pretendProgress(run: RunInProcess, source: string): Promise<void> {
  const state = openReconcileState(run.outputs.LedgerTableName ?? '', awsOf(run));
  const now = Date.now();
  await state.acquire(source, 'test', now, now + 1000);
  await state.release(source, 'test', { begin: now - 3 * HOUR_MS, doneTo: now - 2 * HOUR_MS });
}

/** Calls a reconciler as its schedule would, in its own bundle and environment, and so with its own permissions. */
async function callOnce(functions: readonly LocalFunction[], source: string): Promise<string> {
  const found = functions.find(({ environment }) => environment.SOURCE === source);
  if (!found) throw new Error(`there is no reconciler of ${source}`);
  const script = `const { handler } = await import(${JSON.stringify(`file://${join(found.code, 'index.mjs')}`)});
    await handler({}, { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 300_000 });`;
  const args = ['--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, args, { env: { ...found.environment } })).stdout;
}
