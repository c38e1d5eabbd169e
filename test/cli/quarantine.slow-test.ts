import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import Stripe from 'stripe';
import type { EventView } from '../../cli/events/event-view.ts';
import { encodeQuarantined, type QuarantinedRequest, quarantineKey } from '../../core/quarantine.ts';
import { clientsOf } from '../local/aws-clients.ts';
import { eventually, type Result, type Running, startRunning } from '../scenarios/running.ts';
import { type StandIn, standInForAws } from './stand-in-for-aws.ts';

const SECRET = 'whsec_a_secret_of_enough_bytes';
let running: Running;
let noted: { readonly outputs: Readonly<Record<string, string>>; readonly awsEndpoint: string };

beforeAll(async () => {
  running = await startRunning({ config: 'test/cli/fixtures/webhooks.ts', secrets: { stripe: [SECRET] } });
  noted = JSON.parse(readFileSync(`.breakwater/runs/${running.port}.json`, 'utf8'));
}, 60_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

/** Puts a request where the verifier would have put it. */
async function keep(
  overrides: Partial<QuarantinedRequest> & { readonly body?: string; readonly secret?: string } = {},
) {
  const { body = JSON.stringify({ id: `evt_${randomUUID()}`, type: 'payment_intent.succeeded' }), secret = SECRET } =
    overrides;
  const receivedAt = overrides.receivedAt ?? new Date().toISOString();
  const timestamp = Math.floor(Date.parse(receivedAt) / 1000);
  const request: QuarantinedRequest = {
    source: 'stripe',
    requestId: `${randomUUID()}=`,
    receivedAt,
    cause: 'wrong-signature',
    delivery: {
      method: 'POST',
      url: `${running.url}/webhooks/stripe`,
      headers: {
        'content-type': 'application/json',
        'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp }),
      },
      body: Buffer.from(body),
    },
    ...overrides,
  };
  const { QuarantineBucketName: Bucket } = noted.outputs;
  await clientsOf(noted).objects.send(
    new PutObjectCommand({ Bucket, Key: quarantineKey(request), Body: encodeQuarantined(request) }),
  );
  return { request: request.requestId, id: String(JSON.parse(body).id) };
}

const quarantine = async (...words: string[]) => {
  const result = await running.cli('quarantine', ...words);
  return { ...result, rows: words.includes('--json') && result.stdout ? JSON.parse(result.stdout) : undefined };
};
const isKept = async (request: string) => {
  const { rows } = await quarantine('list', '--limit', '1000', '--json');
  return rows.some((row: { request: string }) => row.request === request);
};

test('what the verifier refuses is listed, newest first, by source, cause and time', async () => {
  for (const what of ['signature', 'timestamp']) await running.cli('trigger', 'stripe', '--tamper', what);
  const { rows } = await quarantine('list', '--source', 'stripe', '--json');
  expect(rows).toEqual([
    {
      source: 'stripe',
      request: expect.any(String),
      receivedAt: expect.stringMatching(/Z$/),
      cause: 'stale-timestamp',
      bytes: expect.any(Number),
    },
    expect.objectContaining({ cause: 'wrong-signature' }),
  ]);
  expect((await quarantine('list', '--cause', 'wrong-signature', '--json')).rows).toEqual([rows[1]]);
  expect((await quarantine('list', '--limit', '1', '--json')).rows).toEqual([rows[0]]);
  expect((await quarantine('list', '--since', rows[0].receivedAt, '--json')).rows).toEqual([rows[0]]);
  const { stdout } = await quarantine('list', '--limit', '1');
  expect(stdout).toMatch(
    /^RECEIVED +SOURCE +CAUSE +BYTES +REQUEST\n[-\d]+ [:\d]+ +stripe +stale-timestamp +\d+ +\S+\n$/,
  );
  expect(await quarantine('list', '--source', 'github')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: `no such request in the quarantine of the local run on port ${running.port}\n`,
  });
});

test('recheck says what would become of each request now, and changes nothing', async () => {
  const [good, bad] = [await keep(), await keep({ secret: 'whsec_of_somebody_else_entirely' })];
  const dry = await quarantine('recheck', good.request, '--dry-run', '--json');
  expect(dry.rows).toEqual([expect.not.objectContaining({ verdict: expect.anything() })]);
  const { code, rows } = await quarantine('recheck', good.request, bad.request, '--json');
  expect(code).toBe(0);
  expect(rows).toMatchObject([
    { request: good.request, verdict: 'releasable', events: [{ id: good.id, type: 'payment_intent.succeeded' }] },
    { request: bad.request, verdict: 'wrong-signature', events: [] },
  ]);
  const { stdout } = await quarantine('recheck', good.request);
  expect(stdout).toMatch(/wrong-signature +releasable +\S+ +payment_intent.succeeded \[evt_/);
  expect(await isKept(good.request)).toBe(true);
});

test('release lets in what verifies, once, as of when it was received, and leaves the rest', async () => {
  const receivedAt = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const good = await keep({ receivedAt });
  const bad = await keep({ secret: 'whsec_of_somebody_else_entirely' });
  const { code, stderr, rows } = await quarantine(
    'release',
    '--source',
    'stripe',
    '--cause',
    'wrong-signature',
    '--json',
  );
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^\d+ of \d+ kept requests of the local run on port \d+ verify and are to be let in; \d+ stay: wrong-signature \d+\n$/,
  );
  const outcomeOf = (request: string) => rows.find((row: { request: string }) => row.request === request)?.outcome;
  expect([outcomeOf(good.request), outcomeOf(bad.request)]).toEqual(['accepted', 'wrong-signature']);
  expect([await isKept(good.request), await isKept(bad.request)]).toEqual([false, true]);
  const shown = await eventually(
    async (): Promise<EventView> =>
      JSON.parse((await running.cli('events', 'show', 'stripe', good.id, '--json')).stdout),
    ({ processors }) => processors.succeed?.status === 'done',
  );
  expect(shown).toMatchObject({ receivedAt, processors: { succeed: { status: 'done', attempts: 1 } } });
});

test('the same event, kept twice, is a duplicate the second time', async () => {
  const body = JSON.stringify({ id: `evt_${randomUUID()}`, type: 'payment_intent.succeeded' });
  const [first, second] = [await keep({ body }), await keep({ body })];
  expect((await quarantine('release', first.request, '--json')).rows).toMatchObject([{ outcome: 'accepted' }]);
  expect((await quarantine('release', second.request, '--json')).rows).toMatchObject([{ outcome: 'duplicate' }]);
  expect(await isKept(second.request)).toBe(false);
  const other = await keep({ body: body.replace('"type"', ' "type"') });
  const changed = await quarantine('release', other.request, '--json');
  expect(changed.rows).toMatchObject([{ outcome: 'changed-body' }]);
  expect(await isKept(other.request)).toBe(true);
});

test('a request that is named and does not verify is a failure, and stays', async () => {
  const { request } = await keep({ secret: 'whsec_of_somebody_else_entirely' });
  const { code, stdout, stderr } = await quarantine('release', request);
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('wrong-signature') });
  expect(stderr).toContain('error: 1 of the named requests were not let in: wrong-signature 1\n');
  expect(await isKept(request)).toBe(true);
});

test('a copy of another body is never let in, though it verifies', async () => {
  const { request } = await keep({ cause: 'changed-body' });
  expect((await quarantine('release', '--cause', 'changed-body', '--json')).rows).toMatchObject([
    { request, outcome: 'changed-body' },
  ]);
});

test('what is not there is said to be not there', async () => {
  expect(await quarantine('recheck', 'nothing')).toMatchObject({
    code: 1,
    stderr: `error: the quarantine of the local run on port ${running.port} has no request nothing\n`,
  });
  expect(await quarantine('release', '--source', 'github')).toMatchObject({ code: 0, stdout: '' });
  expect((await quarantine('release', '--source', 'github', '--json')).rows).toEqual([]);
  expect(await quarantine('list', '--source', 'strip')).toMatchObject({ code: 2 });
});

describe('a deployed stack', () => {
  let aws: StandIn;
  const cli = (...words: string[]): Promise<Result> =>
    new Promise((done) => {
      const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
      const env = { ...process.env, ...credentials, AWS_ENDPOINT_URL: aws.url };
      const where = ['--region', 'us-east-1', '--stack', 'Webhooks', '--config', 'test/cli/fixtures/webhooks.ts'];
      execFile(
        process.execPath,
        ['bin/breakwater.js', 'quarantine', ...words, ...where],
        { env },
        (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  afterEach(() => aws.close());

  test('is worked on by the same commands, with the secret that it has now', async () => {
    const secret = 'whsec_the_one_that_was_missing';
    const { request } = await keep({ secret });
    aws = await standInForAws('Webhooks', noted.outputs, noted.awsEndpoint);
    const before = await cli('recheck', request, '--json');
    expect(JSON.parse(before.stdout)).toMatchObject([{ verdict: 'wrong-signature' }]);
    const SecretString = JSON.stringify({ secrets: [secret, SECRET] });
    await clientsOf(noted).secrets.send(new PutSecretValueCommand({ SecretId: 'Webhooks/stripe', SecretString }));
    const after = await cli('release', request, '--json');
    expect(JSON.parse(after.stdout)).toMatchObject([{ request, outcome: 'accepted' }]);
    expect(await isKept(request)).toBe(false);
  });

  test('that has none yet is told to be deployed again', async () => {
    const { QuarantineBucketName: _, ...older } = noted.outputs;
    aws = await standInForAws('Webhooks', older, noted.awsEndpoint);
    expect(await cli('list')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: the stack Webhooks has no quarantine yet: deploy it with this version of Breakwater\n',
    });
  });
});
