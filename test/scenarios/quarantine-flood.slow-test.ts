import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import Stripe from 'stripe';
import type { Interceptor } from '../../local/local-run.ts';
import { endRuns, type RunInProcess, startRun } from '../local/run-in-process.ts';
import { eventually, temporaryDirectory } from './running.ts';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const assembly = join(temporaryDirectory(), 'assembly');
const calls: Parameters<Interceptor>[0][] = [];
let intercept: Interceptor = () => 'pass';
let run: RunInProcess;

beforeAll(async () => {
  const context = JSON.stringify({
    config: resolve('test/scenarios/fixtures/webhooks.ts'),
    'aws:cdk:enable-asset-metadata': true,
  });
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: context };
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { env });
  const seen: Interceptor = (call) => {
    calls.push(call);
    return intercept(call);
  };
  run = await startRun({ assembly, secrets: { stripe: [SECRET], acme: [SECRET] }, intercept: seen });
}, 60_000);
beforeEach(() => {
  calls.splice(0);
});
afterAll(endRuns);

async function forge(source: string, id: number): Promise<{ readonly status: number; readonly ms: number }> {
  const body = JSON.stringify({ id: `evt_forged_${id}`, type: 'invoice.paid' });
  const secret = 'whsec_some_other_secret_of_enough_bytes';
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret });
  const headers = { 'stripe-signature': signature, 'x-acme-signature': '0'.repeat(64) };
  const startedAt = Date.now();
  const { status } = await fetch(`${run.url}/webhooks/${source}`, { method: 'POST', headers, body });
  return { status, ms: Date.now() - startedAt };
}

const named = (operation: string) => calls.filter((call) => call.operation === operation);
/** Of calls that name a moment in a key: how many there were in each minute. */
const perMinute = (keys: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const minute = /\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(key)?.[0] ?? '';
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  return [...counts.values()];
};

test('of 1000 forgeries in a minute, over several verifiers, exactly 100 are kept; the others cost nothing', async () => {
  const statuses: number[] = [];
  let next = 0;
  const sender = async () => {
    while (next < 1000) statuses.push((await forge('stripe', next++)).status);
  };
  await Promise.all(Array.from({ length: 16 }, sender));
  expect(new Set(statuses)).toEqual(new Set([401]));

  const verifiers = new Set(calls.map(({ processId }) => processId)).size;
  expect(verifiers).toBeGreaterThan(1);
  const kept = perMinute(named('PutObject').map(({ body }) => Object(body).Key));
  // The flood may lie across the turn of a minute.
  expect(kept.length).toBeLessThanOrEqual(2);
  expect(Math.max(...kept)).toBe(100);
  for (const counted of perMinute(named('UpdateItem').map(({ body }) => Object(body).Key.pk.S)))
    expect(counted).toBeLessThanOrEqual(100 + verifiers);
}, 60_000);

test.each<[string, Interceptor]>([
  ['S3 fails', ({ service }) => (service === 's3' ? 'unavailable' : 'pass')],
  ['S3 cannot be reached', ({ service }) => (service === 's3' ? 'refuse' : 'pass')],
  ['nothing can be counted', ({ operation }) => (operation === 'UpdateItem' ? 'unavailable' : 'pass')],
])(
  'while %s a forgery is answered 401 all the same, and soon',
  async (_, failing) => {
    const before = run.messages.length;
    intercept = failing;
    const { status, ms } = await forge('acme', 1);
    expect(status).toBe(401);
    expect(ms).toBeLessThan(4000);
    await eventually(
      async () => run.messages.slice(before).map(({ text }) => text),
      (texts) => texts.some((text) => text.includes('not kept in quarantine')),
    );
    intercept = () => 'pass';
  },
  30_000,
);
