import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Stripe from 'stripe';
import type { Interceptor } from '../../local/local-run.ts';
import { endRuns, type RunInProcess, startRun } from '../local/run-in-process.ts';
import { eventually, temporaryDirectory } from './running.ts';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const directory = temporaryDirectory();
const assembly = join(directory, 'assembly');

/** What the run asks before each AWS call of a function. */
let intercept: Interceptor = () => 'pass';
let run: RunInProcess;

beforeAll(async () => {
  const context = JSON.stringify({
    config: resolve('test/scenarios/fixtures/webhooks.ts'),
    'aws:cdk:enable-asset-metadata': true,
  });
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: context };
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { env });
  run = await startRun({ assembly, secrets: { stripe: [SECRET] }, intercept: (call) => intercept(call) });
}, 60_000);
afterAll(endRuns);

/** Posts an event whose effects are lines of a file. */
function deliveryOf(id: string) {
  const effects = join(directory, id);
  writeFileSync(effects, '');
  const body = JSON.stringify({
    id,
    type: 'payment_intent.succeeded',
    created: 1767225600,
    data: { object: { effects } },
  });
  const headers = { 'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET }) };
  return {
    post: (url: string) => fetch(`${url}/webhooks/stripe`, { method: 'POST', headers, body }),
    effects: () =>
      readFileSync(effects, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ')[0] ?? '')
        .sort(),
  };
}

test('kill -9 of the verifier between its write and its sends, then a retry: processed once', async () => {
  let killed = 0;
  intercept = ({ service, operation, processId }) => {
    if (killed > 0 || service !== 'sqs' || operation !== 'SendMessage' || processId === undefined) return 'pass';
    killed = processId;
    process.kill(processId, 'SIGKILL');
    return 'refuse';
  };
  const { post, effects } = deliveryOf('evt_killed');
  const first = await post(run.url);
  expect(killed).toBeGreaterThan(0);
  expect(first.status).toBe(500);
  expect(effects()).toEqual([]);

  const retry = await post(run.url);
  expect(retry.status).toBe(200);
  expect(await retry.json()).toMatchObject({ status: 'duplicate' });
  await eventually(
    async () => effects(),
    (lines) => lines.length === 2,
  );
  expect(effects()).toEqual(['first', 'second']);
}, 60_000);

test.each([
  ['its write has an effect, but the answer is lost', 'dynamodb', 'PutItem', 'drop'],
  ['its write is lost', 'dynamodb', 'PutItem', 'refuse'],
  ['its write fails', 'dynamodb', 'PutItem', 'unavailable'],
  ['its sends have an effect, but the answers are lost', 'sqs', 'SendMessage', 'drop'],
  ['its sends are lost', 'sqs', 'SendMessage', 'refuse'],
  ['the claim has an effect, but the answer is lost', 'dynamodb', 'UpdateItem', 'drop'],
  ['the claim fails', 'dynamodb', 'UpdateItem', 'unavailable'],
] as const)(
  'processed once though %s',
  async (_, service, operation, verdict) => {
    let faults = 0;
    intercept = (call) => {
      if (call.service !== service || call.operation !== operation || faults >= 2) return 'pass';
      faults += 1;
      return verdict;
    };
    const { post, effects } = deliveryOf(`evt_${service}_${operation}_${verdict}`);
    // A provider tries again until it hears 200.
    await eventually(
      async () => (await post(run.url)).status,
      (status) => status === 200,
    );
    await eventually(
      async () => effects(),
      (lines) => new Set(lines).size === 2,
    );
    expect(faults).toBe(2);
    expect(effects()).toEqual(['first', 'second']);
  },
  60_000,
);
