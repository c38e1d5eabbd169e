import { randomBytes } from 'node:crypto';
import Stripe from 'stripe';
import twilio from 'twilio';
import type { Access } from '../../lib/index.ts';
import { endRuns, type RunInProcess, startRun, temporaryDirectory } from '../local/run-in-process.ts';
import { synthesizeAccess } from './synthesize-access.ts';

const STRIPE_SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const TWILIO_TOKEN = randomBytes(16).toString('hex');
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/7f1d';
const domain = { name: 'hooks.example.com', hostedZone: { id: 'Z0123', name: 'example.com' } };

afterEach(endRuns);

const start = (access: Access) =>
  startRun({
    assembly: synthesizeAccess(access, temporaryDirectory()),
    secrets: {
      stripe: [STRIPE_SECRET],
      listed: [STRIPE_SECRET],
      twilio: [TWILIO_TOKEN],
      'shared/acme': [TWILIO_TOKEN],
    },
  });

interface Posting {
  readonly source?: 'stripe' | 'listed';
  readonly headers?: Readonly<Record<string, string>>;
}

async function postStripe(run: RunInProcess, id: string, { source = 'stripe', headers = {} }: Posting = {}) {
  const body = JSON.stringify({ id, type: 'invoice.paid', created: 1767225600, note: 'ü'.repeat(20_000) });
  const response = await fetch(`${run.url}/webhooks/${source}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret: STRIPE_SECRET }),
      ...headers,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

/** Twilio signs the URL that it was given, query and all, and a form. */
async function postTwilio(run: RunInProcess, path = 'twilio', signedPath = path) {
  const url = `${run.outputs.WebhookUrl}/${path}?tenant=caf%C3%A9%20one`;
  const parameters = { MessageSid: 'SM1', Body: 'é & =', From: '+15550100' };
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(TWILIO_TOKEN, url.replace(path, signedPath), parameters),
    },
    body: new URLSearchParams(parameters).toString(),
  });
  return response.status;
}

const warningsOf = (run: RunInProcess) => run.messages.filter(({ kind }) => kind === 'warning').map(({ text }) => text);

test.each<[string, Access, readonly string[]]>([
  ['an HTTP API', { kind: 'http-api' }, []],
  [
    'an HTTP API with a domain and mutual TLS',
    { kind: 'http-api', domain, mutualTls: { trustStore: 's3://bank/clients.pem' } },
    [
      'a local run lets everything through that these would stop: AWS::ApiGatewayV2::DomainName, AWS::Route53::RecordSet, mutual TLS',
    ],
  ],
  [
    'a REST API with everything',
    { kind: 'rest-api', domain, allowAddresses: ['192.0.2.0/24'], mutualTls: { trustStore: 's3://bank/clients.pem' } },
    [
      'a local run lets everything through that these would stop: AWS::ApiGateway::BasePathMapping, AWS::ApiGateway::DomainName, AWS::Route53::RecordSet, AWS::WAFv2::WebACL, AWS::WAFv2::WebACLAssociation, mutual TLS, the resource policy of the REST API',
    ],
  ],
  [
    'CloudFront',
    { kind: 'cloudfront', domain: { ...domain, certificateArn: CERTIFICATE } },
    [
      'a local run lets everything through that these would stop: AWS::CloudFront::Distribution, AWS::CloudFront::Function, AWS::Route53::RecordSet, AWS::WAFv2::WebACL',
    ],
  ],
])('%s: real signatures verify, of bodies and of URLs, and forged ones do not', async (_, access, warnings) => {
  const run = await start(access);
  expect(warningsOf(run)).toEqual(warnings);
  expect(run.outputs.WebhookUrl).toBe(`${run.url}/webhooks`);
  const first = await postStripe(run, 'evt_1');
  expect(first).toMatchObject({ status: 200, text: expect.stringContaining('"evt_1"') });
  expect(await postTwilio(run)).toBe(200);
  expect(await postTwilio(run, 'shared/acme')).toBe(200);
  expect(await postTwilio(run, 'shared/acme', 'shared/other')).toBe(401);
  expect(await postTwilio(run, 'shared/other')).toBe(401);
  expect([await postTwilio(run, 'shared'), await postTwilio(run, 'twilio/acme')]).toEqual([404, 404]);
  expect((await postStripe(run, 'evt_2', { headers: { 'stripe-signature': 't=1,v1=00' } })).status).toBe(401);
  await run.stop();
});

test('a REST API answers by itself what leads nowhere, as REST APIs do', async () => {
  const run = await start({ kind: 'rest-api' });
  const response = await fetch(`${run.url}/somewhere`, { method: 'POST' });
  expect([response.status, await response.json()]).toEqual([403, { message: 'Missing Authentication Token' }]);
  const large = await fetch(`${run.url}/webhooks/stripe`, { method: 'POST', body: Buffer.alloc(11 * 1024 * 1024) });
  expect([large.status, await large.json()]).toEqual([413, { message: 'Request Too Long' }]);
  await run.stop();
});

/** A local run takes its word for where a request comes from: that is how lists are tried out on one machine. */
const from = (address: string) => ({ 'x-breakwater-from': address });

test.each<Access>([{ kind: 'http-api' }, { kind: 'rest-api' }, { kind: 'cloudfront' }])(
  'behind %j a list holds against whoever says to be somebody else',
  async (access) => {
    const run = await start(access);
    const post = async (id: string, headers: Posting['headers'] = {}) =>
      (await postStripe(run, id, { source: 'listed', headers })).status;
    expect(await post('evt_1', from('3.18.12.63'))).toBe(200);
    expect(await post('evt_2', from('203.0.113.9'))).toBe(401);
    for (const header of ['x-forwarded-for', 'x-real-ip', 'x-breakwater-viewer'])
      expect(await post('evt_3', { ...from('203.0.113.9'), [header]: '3.18.12.63' })).toBe(401);
    // What comes from this machine itself is a developer's.
    expect(await post('evt_4')).toBe(200);
    const blocked = run.messages.filter(({ kind, text }) => kind === 'log' && text.includes('"blocked"'));
    expect(blocked).toHaveLength(4);
    expect(blocked[0]?.text).toContain('"cause":"blocked-address","address":"203.0.113.9"');
    await run.stop();
  },
);
