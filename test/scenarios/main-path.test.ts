import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { breakwater, eventually, type Running, startRunning, temporaryDirectory } from './running.ts';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const directory = temporaryDirectory();
let running: Running;

beforeAll(async () => {
  running = await startRunning({ config: 'test/scenarios/fixtures/webhooks.ts', secrets: { stripe: [SECRET] } });
}, 60_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

function eventNamed(id: string, more: object = {}) {
  const effects = join(directory, id);
  writeFileSync(effects, '');
  const body = JSON.stringify({
    id,
    type: 'payment_intent.succeeded',
    created: 1767225600,
    data: { object: { effects, ...more } },
  });
  return { body, lines: () => readFileSync(effects, 'utf8').split('\n').filter(Boolean) };
}

/** Posts a body as Stripe would: signed by the test helper of the official package. */
function post(body: string, tampered = body): Promise<Response> {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  return fetch(`${running.url}/webhooks/stripe`, { method: 'POST', headers, body: tampered });
}

async function shown(id: string) {
  const { stdout } = await running.cli('events', 'show', 'stripe', id, '--json');
  return stdout === '' ? undefined : JSON.parse(stdout);
}

const allDone = (event: { processors: Record<string, { status: string }> } | undefined) =>
  event !== undefined && Object.values(event.processors).every(({ status }) => status === 'done');

test('an event that the stripe package signed is answered 200 and processed once by each processor', async () => {
  const { body, lines } = eventNamed('evt_main');
  const response = await post(body);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'accepted', id: 'evt_main', type: 'payment_intent.succeeded' });

  const event = await eventually(() => shown('evt_main'), allDone);
  expect(event).toMatchObject({
    source: 'stripe',
    id: 'evt_main',
    type: 'payment_intent.succeeded',
    time: '2026-01-01T00:00:00.000Z',
    processors: { first: { status: 'done', attempts: 1 }, second: { status: 'done', attempts: 1 } },
  });

  const again = await post(body);
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({ status: 'duplicate' });
  expect(
    lines()
      .map((line) => line.split(' ')[0])
      .sort(),
  ).toEqual(['first', 'second']);
});

test('one flipped byte is answered 401', async () => {
  const { body, lines } = eventNamed('evt_forged');
  expect((await post(body, body.replace('succeeded', 'succeedee'))).status).toBe(401);
  expect(await shown('evt_forged')).toBeUndefined();
  expect(lines()).toEqual([]);
});

test('200 posts of one event at the same time are all answered 200 and have one effect for each processor', async () => {
  const { body, lines } = eventNamed('evt_200');
  const answers = await Promise.all(Array.from({ length: 200 }, () => post(body)));
  expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(200));
  await eventually(() => shown('evt_200'), allDone);
  await eventually(queuesOf, (depths) => depths.every((depth) => depth === 0));
  expect(
    lines()
      .map((line) => line.split(' ')[0])
      .sort(),
  ).toEqual(['first', 'second']);
}, 120_000);

test('900 KB of JSON are accepted and processed byte for byte; 7 MB are answered 413', async () => {
  const { body: plain, lines } = eventNamed('evt_large');
  // Everything that parsing and writing again would change: spaces, escapes, a number beyond 2^53, a name given twice.
  const odd = String.raw`{ "n" :12345678901234567890, "e":"\u00e9\/", "e" : "é✓😀", "f": 1.0 }`;
  const body = `${plain.slice(0, -1)} , "filler":[${Array(12_000).fill(odd).join(',\n')}]}\n`;
  expect(Buffer.byteLength(body)).toBeGreaterThan(900_000);
  expect((await post(body)).status).toBe(200);
  await eventually(() => shown('evt_large'), allDone);
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body))).toString('hex');
  expect(lines().sort()).toEqual([`first evt_large ${digest}`, `second evt_large ${digest}`]);

  expect((await post(JSON.stringify({ id: 'evt_7mb', filler: 'x'.repeat(7_000_000) }))).status).toBe(413);
});

test('a source without the right path, method or secret is answered as the table says', async () => {
  expect((await fetch(`${running.url}/webhooks/nobody`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${running.url}/webhooks/stripe`, { method: 'PUT' })).status).toBe(405);
  expect((await fetch(`${running.url}/webhooks/stripe`, { method: 'POST', body: '{}' })).status).toBe(401);
});

test('an event that does not exist is one sentence and exit code 1', async () => {
  const { code, stderr } = await running.cli('events', 'show', 'stripe', 'evt_none');
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a second run on the same port is one sentence and exit code 2', async () => {
  const { code, stdout, stderr } = await breakwater('start', '--memory', '--port', String(running.port), '--json');
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(String(running.port));
}, 60_000);

/** How many messages lie on the queues, seen or unseen. */
async function queuesOf(): Promise<number[]> {
  const { awsEndpoint, outputs } = JSON.parse(readFileSync(`.breakwater/runs/${running.port}.json`, 'utf8'));
  const urls = Object.entries<string>(outputs)
    .filter(([name]) => /(?<!DeadLetter)QueueUrl$/.test(name))
    .map(([, url]) => url);
  return Promise.all(
    urls.map(async (QueueUrl) => {
      const response = await fetch(awsEndpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.GetQueueAttributes' },
        body: JSON.stringify({ QueueUrl, AttributeNames: ['All'] }),
      });
      const { Attributes } = (await response.json()) as { Attributes: Record<string, string> };
      return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
    }),
  );
}
