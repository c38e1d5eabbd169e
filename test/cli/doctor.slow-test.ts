import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import Stripe from 'stripe';
import { clientsOf } from '../local/aws-clients.ts';
import { type Running, startRunning, temporaryDirectory } from '../scenarios/running.ts';

const fresh = () => `whsec_${randomBytes(24).toString('base64')}`;
const OLD = fresh();
const NEW = fresh();
const CONNECT = fresh();
const GITHUB = fresh();
const ALL = [OLD, NEW, CONNECT, GITHUB];
const directory = temporaryDirectory();
let running: Running;

interface Told {
  readonly source: string;
  readonly requests: readonly string[];
  readonly findings: readonly { readonly id: string; readonly certain: boolean; readonly evidence: string }[];
}

beforeAll(async () => {
  running = await startRunning({
    config: 'test/cli/fixtures/doctor-webhooks.ts',
    secrets: { stripe: [OLD], 'stripe-connect': [CONNECT], github: [GITHUB] },
  });
  const { awsEndpoint } = JSON.parse(readFileSync(`.breakwater/runs/${running.port}.json`, 'utf8'));
  const input = { SecretId: 'Webhooks/stripe', SecretString: NEW };
  await clientsOf({ awsEndpoint }).secrets.send(new PutSecretValueCommand(input));
  // The verifier reads the secret for the first time only now.
}, 60_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

const signatureOf = (payload: string, secret: string, timestamp = Math.floor(Date.now() / 1000)) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });

const eventOf = (id: string) => JSON.stringify({ id, type: 'payment_intent.succeeded', note: 'Zoë' }, null, 2);

async function post(body: string, signature: string) {
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  const { status } = await fetch(`${running.url}/webhooks/stripe`, { method: 'POST', headers, body });
  expect(status).toBe(401);
}

async function doctor(...words: string[]) {
  const { code, stdout, stderr } = await running.cli('doctor', ...words);
  for (const secret of ALL) expect(stdout + stderr).not.toContain(secret.slice(6, 30));
  return { code, stdout, stderr, told: (words.includes('--json') ? JSON.parse(stdout) : []) as Told[] };
}

test('says that nothing was refused when nothing was', async () => {
  const { code, stderr } = await doctor();
  expect(code).toBe(0);
  expect(stderr).toMatch(/no request was refused and kept in the local run/);
});

test('puts refused requests together by what is wrong with them, and names it', async () => {
  for (const id of ['evt_1', 'evt_2', 'evt_3']) await post(eventOf(id), signatureOf(eventOf(id), CONNECT));
  await post(eventOf('evt_4'), signatureOf(eventOf('evt_4'), OLD));
  await post(JSON.stringify(JSON.parse(eventOf('evt_5'))), signatureOf(eventOf('evt_5'), NEW));
  await post(eventOf('evt_6'), signatureOf(eventOf('evt_6'), NEW, Math.floor(Date.now() / 1000) + 7200));

  const { code, told } = await doctor('--source', 'stripe', '--json');
  expect(told.map(({ requests, findings }) => [requests.length, findings.map(({ id }) => id).join()]).sort()).toEqual([
    [1, 'body-reserialised'],
    [1, 'clock-ahead'],
    [1, 'previous-version'],
    [3, 'other-source-secret'],
  ]);
  expect(told[0]?.findings[0]?.evidence).toContain('Webhooks/stripe-connect');
  expect(told.every(({ findings }) => findings.every(({ certain }) => certain))).toBe(true);
  expect(code).toBe(0);
});

test('tells people what is wrong, what shows it and how to mend it', async () => {
  const { stdout } = await doctor();
  expect(stdout).toMatch(/^3 of stripe since \d{4}-/m);
  expect(stdout).toContain('certain: It is signed with the secret of another source.');
  expect(stdout).toContain('shown by: The signature verifies with the secret Webhooks/stripe-connect.');
  expect(stdout).toContain('breakwater quarantine release --source stripe');
  expect(stdout).toContain('docs/doctor.md#other-source-secret');
});

test('looks at one request by its id, and ends with 1 when there are only guesses', async () => {
  const body = eventOf('evt_7');
  await post(body, signatureOf(body, fresh()));
  const { stdout } = await running.cli('quarantine', 'list', '--source', 'stripe', '--limit', '1', '--json');
  const [{ request }] = JSON.parse(stdout);
  const { code, told, stderr } = await doctor(request, '--json');
  expect(code).toBe(1);
  expect(told).toMatchObject([{ source: 'stripe', requests: [request] }]);
  expect(told[0]?.findings.map(({ id, certain }) => [id, certain])).toContainEqual(['unknown-secret', false]);
  expect(stderr).toContain('nothing is certain about the cause of one group of requests');
  expect((await doctor('there-is-no-such')).code).toBe(1);
}, 60_000);

test('reads a request from a file, as API Gateway logged it', async () => {
  const body = eventOf('evt_8');
  const event = {
    version: '2.0',
    rawPath: '/webhooks/stripe',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'Stripe-Signature': signatureOf(body, NEW) },
    pathParameters: { source: 'stripe' },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: false,
    requestContext: { requestId: 'r1', timeEpoch: Date.now(), http: { method: 'POST' } },
  };
  const file = join(directory, 'event.json');
  writeFileSync(file, JSON.stringify(event));
  const { code, told } = await doctor('--file', file, '--json');
  expect(told[0]?.findings.map(({ id }) => id)).toEqual(['body-base64']);
  expect(code).toBe(0);

  writeFileSync(file, '{"neither":1}');
  const neither = await doctor('--file', file);
  expect(neither.code).toBe(2);
  expect(neither.stderr).toMatch(/holds neither a request of the quarantine nor an event of API Gateway/);
  expect((await doctor('r1', '--file', file)).code).toBe(2);
  expect((await doctor('--file', join(directory, 'none.json'))).code).toBe(2);
});
