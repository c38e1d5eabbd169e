import { setTimeout } from 'node:timers/promises';
import { answerTime } from '../../../core/answer-time.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { openClaimChecks } from '../../../lambda/aws/claim-checks.ts';
import { openLedger } from '../../../lambda/aws/ledger.ts';
import { openPace } from '../../../lambda/aws/pace.ts';
import { openQuarantine } from '../../../lambda/aws/quarantine.ts';
import { openQueues } from '../../../lambda/aws/queues.ts';
import { openSecrets } from '../../../lambda/aws/secrets.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { quarantineKeeper } from '../../../lambda/verifier/quarantine-keeper.ts';
import { type ReceiveParts, receive } from '../../../lambda/verifier/receive.ts';
import { sendTo } from '../../../lambda/verifier/send-to.ts';
import { throttle } from '../../../lambda/verifier/throttle.ts';
import { deafAddress } from './deaf-address.ts';
import { type SlowAws, startSlowAws } from './slow-aws.ts';

const SECRET = 'a_secret_of_enough_bytes';

const webhooks = defineWebhooks({
  sources: { sentry: {}, counted: { provider: 'sentry', maxPerSecond: 100 } },
  processors: { bill: { on: { sentry: ['*'], counted: ['*'] } } },
});

const running: Pick<SlowAws, 'close'>[] = [];
afterAll(async () => {
  await Promise.all(running.map(({ close }) => close()));
});

/** Sends one event of Sentry, which waits for a second, to a verifier in front of such an AWS. */
async function ask(hangs: Parameters<typeof startSlowAws>[1], more: Request = {}) {
  const aws = await startSlowAws(SECRET, hangs);
  running.push(aws);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const options = { region: 'eu-west-1', endpoint: aws.url, credentials };
  const secrets = openSecrets(options);
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line));
  const quarantine = openQuarantine({ table: 'ledger', bucket: 'quarantine' }, options);
  const { source = 'sentry', text = '{"action":"created"}', tamper = false, waited = 0, claimCheckKb = 200 } = more;
  const queues = openQueues(options);
  const unsigned = { method: 'POST', url: `https://hooks.example.com/webhooks/${source}`, headers: {}, body: text };
  const { scheme } = webhooks.sources.sentry?.provider ?? {};
  const delivery = { ...unsigned, body: Buffer.from(text) };
  const signed = scheme?.sign(delivery, SECRET, { now: Date.now() }) ?? delivery;
  const startedAt = performance.now();
  const { status } = await receive(
    {
      source,
      requestId: 'r',
      arrivedAt: Date.now() - waited,
      delivery: tamper ? { ...signed, body: Buffer.from('{}') } : signed,
    },
    {
      webhooks,
      keys: keyCache({ ...secrets, now: Date.now }),
      documents: { loadWithin: () => () => Promise.reject(new Error('nothing is to be loaded')) },
      visit: () => Promise.reject(new Error('nothing is to be visited')),
      admit: throttle({ pace: openPace('ledger', options), now: Date.now, log }),
      keep: quarantineKeeper({ quarantine }),
      claimChecks: openClaimChecks('claim-checks', options),
      claimCheckKb,
      ledger: more.ledger ?? openLedger('ledger', options),
      send: sendTo({ queues, webhooks, queueUrlPrefix: `${aws.url}/1/` }),
      now: Date.now,
      log,
    },
  );
  return { status, ms: performance.now() - startedAt, asked: aws.asked, lines };
}

interface Request {
  readonly source?: 'sentry' | 'counted';
  readonly text?: string;
  readonly tamper?: boolean;
  /** How long ago API Gateway got it, in milliseconds. */
  readonly waited?: number;
  readonly claimCheckKb?: number;
  readonly ledger?: ReceiveParts['ledger'];
}

const { totalMs } = answerTime(1);
/** What a busy machine may need on top. */
const LATE_MS = 150;

/** The calls of one event after the other; `PUT` is that of a body that is too large for its message. */
const CALLS = ['GetSecretValue', 'PUT', 'PutItem', 'SendMessage'];
const LARGE = { claimCheckKb: 0 };

test('Sentry has its answer within a second, 503, whichever call is never answered', async () => {
  const asked = await Promise.all(CALLS.map((call) => ask((action) => action === call, LARGE)));
  expect(asked.map(({ status }) => status)).toEqual(CALLS.map(() => 503));
  for (const { ms, lines } of asked) {
    expect(ms).toBeLessThan(totalMs + LATE_MS);
    expect(lines.at(-1)).toContain('unavailable');
  }
});

test('one attempt of each call that is never answered leaves time for another, and the event is accepted', async () => {
  const answers = await Promise.all(
    CALLS.map((call) => ask((action, before) => action === call && before === 0, LARGE)),
  );
  expect(answers.map(({ status }) => status)).toEqual(CALLS.map(() => 200));
  for (const [index, { ms, asked }] of answers.entries()) {
    expect(asked.filter((action) => action === CALLS[index])).toHaveLength(2);
    expect(ms).toBeLessThan(totalMs + LATE_MS);
  }
});

test('Sentry has its answer within a second when no connection opens', async () => {
  const deaf = await deafAddress();
  running.push(deaf);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ledger = openLedger('ledger', { region: 'eu-west-1', endpoint: deaf.url, credentials });
  const { status, ms, asked } = await ask(() => false, { ledger });
  expect({ status, asked }).toEqual({ status: 503, asked: ['GetSecretValue'] });
  expect(ms).toBeLessThan(totalMs + LATE_MS);
});

test('the time that a request has waited before is over', async () => {
  const { status, ms } = await ask((action) => action === 'PutItem', { waited: 400 });
  expect(status).toBe(503);
  expect(ms).toBeLessThan(totalMs - 400 + LATE_MS);
});

test('what only counts or keeps a request holds up no answer: it is the same without it', async () => {
  const counting = (action: string) => action === 'UpdateItem';
  const [counted, refused] = await Promise.all([ask(counting, { source: 'counted' }), ask(counting, { tamper: true })]);
  expect([counted.status, refused.status]).toEqual([200, 401]);
  for (const { ms, asked, lines } of [counted, refused]) {
    expect(asked).toContain('UpdateItem');
    expect(lines[0]).toMatch(/not counted|not kept.*timeout/);
    expect(ms).toBeLessThan(totalMs);
  }
});

test('what comes to its end after the answer is not logged as another one', async () => {
  const deafLedger = { record: () => setTimeout(350, undefined) };
  const { status, lines } = await ask(() => false, { waited: 700, ledger: deafLedger });
  await setTimeout(200);
  expect(status).toBe(503);
  expect(lines.filter((line) => line.includes('"ms"'))).toHaveLength(1);
});
