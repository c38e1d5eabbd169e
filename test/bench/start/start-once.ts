import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { stripe } from '../../../core/providers/stripe.ts';
import type { Bundle } from './bundles.ts';
import type { NodeVersion } from './node-versions.ts';
import type { StubAws } from './stub-aws.ts';

/** What a fresh process spent. */
export interface Start {
  /** Until the bundle was loaded. */
  readonly init: Spent;
  /** From the request to its answer. */
  readonly first: Spent;
}

interface Spent {
  readonly cpuMs: number;
  readonly wallMs: number;
}

export const SECRET = 'whsec_a_secret_of_stripe_made_up';

const PUBLIC_URL = 'https://hooks.example.com';

/** What any of the functions may look for in its environment. */
export const environmentOf = (stub: StubAws) => ({
  AWS_ENDPOINT_URL: stub.url,
  NODE_EXTRA_CA_CERTS: stub.certificate,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  LEDGER_TABLE: 'ledger',
  QUEUE_URL: `${stub.url}/1/record-payment`,
  QUEUE_URL_PREFIX: `${stub.url}/1/`,
  SECRET_PREFIX: 'Webhooks/',
  STACK_NAME: 'Webhooks',
  PUBLIC_URL,
  QUARANTINE_BUCKET: 'quarantine',
  CLAIM_CHECK_BUCKET: 'claim-checks',
  CLAIM_CHECK_KB: '200',
});

/** Starts a function once, sends it one signed event, and measures both. @throws {Error} unless it answers 200 */
export async function startOnce({ file }: NodeVersion, bundle: Bundle, stub: StubAws): Promise<Start> {
  const event = Buffer.from(JSON.stringify(signedEvent())).toString('base64');
  const runner = resolve('test/bench/start/run-once.cjs');
  const run = promisify(execFile);
  const { stdout } = await run(file, [runner, bundle.file, event], { env: environmentOf(stub), timeout: 60_000 });
  const { statusCode, ...spent } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  if (statusCode !== 200) throw new Error(`${bundle.file} answered ${statusCode}:\n${stdout}`);
  return spent;
}

/** An event of 2 KB that Stripe has signed, as API Gateway hands it over. */
export function signedEvent() {
  const text = JSON.stringify({ id: 'evt_1', type: 'payment_intent.succeeded', padding: 'x'.repeat(2000) });
  const unsigned = { method: 'POST', url: `${PUBLIC_URL}/webhooks/stripe`, headers: {}, body: Buffer.from(text) };
  const { headers } = stripe.scheme.sign(unsigned, SECRET, { now: Date.now() });
  return {
    version: '2.0',
    rawPath: '/webhooks/stripe',
    pathParameters: { source: 'stripe' },
    headers,
    body: text,
    requestContext: { requestId: 'request', http: { method: 'POST', sourceIp: '192.0.2.1' } },
  };
}
