import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type GithubDouble, type KeptDelivery, nextId, startGithubDouble } from '../reconciliation/github-double.ts';
import { eventually, type Running, startRunning, temporaryDirectory } from './running.ts';

const SECRET = 'a secret of enough bytes';
const PATH = '/repos/octo/site/hooks/7';
const COUNT = 300;
const LOST = 37;
const HOUR_MS = 3_600_000;
const directory = temporaryDirectory();
let running: Running;
let github: GithubDouble;

/** GitHub's own POST. */
async function send({ guid, event, payload }: KeptDelivery): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(payload).digest('hex')}`,
  };
  const response = await fetch(`${running.url}/webhooks/github`, { method: 'POST', headers, body: payload });
  return response.status;
}

/** A delivery of some time ago, which came through or did not. */
async function deliver(index: number, isLost: boolean): Promise<void> {
  const payload = JSON.stringify({ action: 'opened', number: index });
  const at = Date.now() - HOUR_MS - (COUNT - index) * 1000;
  const delivery = {
    id: nextId(github.deliveries),
    guid: randomUUID(),
    at,
    event: 'issues',
    action: 'opened',
    payload,
  };
  // In the list it keeps its place, however long the sending takes.
  const place = github.deliveries.push({ ...delivery, statusCode: 502 }) - 1;
  if (!isLost) github.deliveries[place] = { ...delivery, statusCode: await send({ ...delivery, statusCode: 0 }) };
}

async function reconcile(...words: string[]) {
  const { code, stdout, stderr } = await running.cli('reconcile', 'github', '--json', ...words);
  return { code, stderr, ...JSON.parse(stdout || '{}') };
}

beforeAll(async () => {
  github = await startGithubDouble({ path: PATH, send });
  mkdirSync(join(directory, 'processors'));
  const config = join(directory, 'webhooks.json');
  writeFileSync(
    config,
    JSON.stringify({
      sources: {
        github: { reconcile: { repository: 'octo/site', hook: 7, api: github.url } },
        stripe: { reconcile: {} },
        slack: {},
      },
      processors: { work: { on: { github: ['*'] }, entry: resolve('test/cli/fixtures/processors/succeed.ts') } },
    }),
  );
  running = await startRunning({ config, secrets: { github: [SECRET], 'github/api': ['ghp_test'] } });
}, 60_000);
afterAll(async () => {
  await running.stop();
  await github.close();
});

test('of 300 deliveries of which 37 never came, a reconciliation recovers exactly 37, and another one none', async () => {
  // Every eighth, and the very first and last.
  const isLost = (index: number) => index % 8 === 0 && index / 8 < LOST;
  for (let start = 0; start < COUNT; start += 25)
    await Promise.all(Array.from({ length: 25 }, (_, index) => deliver(start + index, isLost(start + index))));
  expect(github.deliveries.filter(({ statusCode }) => statusCode === 502)).toHaveLength(LOST);

  const dry = await reconcile('--since', '3h', '--dry-run');
  expect(dry).toMatchObject({ code: 0, looked: COUNT, missed: LOST, recovered: 0 });
  expect(dry.stderr).toContain(
    `lists ${COUNT}, of which ${LOST} are missing: issues.opened ${LOST}; others: present 263`,
  );
  expect(github.requests.filter((request) => request.startsWith('POST'))).toEqual([]);

  const first = await reconcile('--since', '3h');
  expect(first).toMatchObject({ code: 0, looked: COUNT, missed: LOST, recovered: LOST, failed: 0 });
  const second = await reconcile('--since', '3h');
  expect(second).toMatchObject({ code: 0, looked: COUNT + LOST, missed: 0, recovered: 0, events: [] });

  expect(github.requests.filter((request) => request.startsWith('POST'))).toHaveLength(LOST);
  const lost = new Set(github.deliveries.filter(({ redelivery }) => redelivery).map(({ guid }) => guid));
  expect(lost.size).toBe(LOST);
  const audit = await running.cli('audit', '--json');
  expect(JSON.parse(audit.stdout)).toMatchObject([
    { command: 'reconcile', on: 'github', ended: 'done', counts: { missed: 0 } },
    { command: 'reconcile', on: 'github', ended: 'done', counts: { missed: LOST, recovered: LOST } },
  ]);
  const listed = await eventually(
    async () => JSON.parse((await running.cli('events', 'list', '--limit', '1000', '--json')).stdout),
    (events: { id: string }[]) => events.length === COUNT,
  );
  expect(new Set(listed.map(({ id }) => id)).size).toBe(COUNT);
}, 60_000);

/** Calls the function of the schedule as Lambda would, in the bundle that was synthesized. */
async function callFunction(source: string): Promise<Record<string, unknown>[]> {
  const run = JSON.parse(readFileSync(`.breakwater/runs/${running.port}.json`, 'utf8'));
  const bundle = resolve(`.breakwater/assembly-${running.port}/bundles/Webhooks/_reconciler/index.mjs`);
  const script = `const { handler } = await import(${JSON.stringify(`file://${bundle}`)});
    await handler({}, { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 300_000 });`;
  const { LedgerTableName, QueueUrlPrefix, ClaimCheckBucketName } = run.outputs;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: {
      STACK_NAME: 'Webhooks',
      SOURCE: source,
      API_SECRET: `Webhooks/${source}/api`,
      LEDGER_TABLE: LedgerTableName,
      QUEUE_URL_PREFIX: QueueUrlPrefix,
      CLAIM_CHECK_BUCKET: ClaimCheckBucketName,
      CLAIM_CHECK_KB: '200',
      AWS_REGION: run.region,
      AWS_ENDPOINT_URL: run.awsEndpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ _aws }) => _aws === undefined);
}

test('the scheduled function begins with its first run, and tells each run in one line of its log', async () => {
  expect(await callFunction('github')).toEqual([expect.objectContaining({ message: 'reconciled', outcome: 'begun' })]);
  expect(await callFunction('github')).toEqual([
    expect.objectContaining({
      source: 'github',
      outcome: 'looked',
      missed: 0,
      recovered: 0,
      lagSeconds: expect.any(Number),
    }),
  ]);
  expect(await callFunction('stripe')).toEqual([
    expect.objectContaining({ level: 'warn', message: 'not reconciled: the credential is not set' }),
  ]);
});

test('a command that cannot reconcile says why', async () => {
  const said = async (...words: string[]) => {
    const { code, stderr } = await running.cli('reconcile', ...words);
    return `${code} ${stderr}`;
  };
  const [none, unset, future, mistyped] = await Promise.all([
    said('slack'),
    said('stripe', '--since', '1h'),
    said('github', '--since', '2999-01-01'),
    said('gihub'),
  ]);
  expect(none).toMatch(/^2 .*the source "slack" has no "reconcile" in the configuration/);
  expect(unset).toMatch(
    /^1 .*the secret Webhooks\/stripe\/api of the local run on port \d+ is not set: put in a restricted key/,
  );
  expect(future).toMatch(/^2 .*It lies in the future/);
  expect(mistyped).toMatch(/^2 .*there is no source "gihub"/);
}, 60_000);
