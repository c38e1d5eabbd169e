import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type Result, type Running, startRunning, temporaryDirectory } from '../scenarios/running.ts';
import { type StandIn, standInForAws } from './stand-in-for-aws.ts';

const CONFIG = 'test/scenarios/fixtures/archive.ts';
const SECRET = randomBytes(24).toString('base64');
const directory = temporaryDirectory();
const effects = join(directory, 'effects');
writeFileSync(effects, '');

let deployed: Running;
let laptop: Running;
let aws: StandIn;
let outputs: Readonly<Record<string, string>>;

beforeAll(async () => {
  deployed = await startRunning({ config: CONFIG, secrets: { acme: [SECRET] } });
  const noted = JSON.parse(readFileSync(`.breakwater/runs/${deployed.port}.json`, 'utf8'));
  outputs = noted.outputs;
  aws = await standInForAws('Webhooks', outputs, noted.awsEndpoint);
  laptop = await startRunning({ config: CONFIG, secrets: { acme: [SECRET] }, ...tunnel() });
}, 120_000);
afterAll(async () => {
  aws.close();
  expect(await laptop.stop()).toBe(0);
  expect(await deployed.stop()).toBe(0);
});

/** A program that says what cloudflared does; its own words are in the file beside it. */
function tunnel() {
  const box = '2026-01-02T15:04:07Z INF |  https://four-random-words.trycloudflare.com   |';
  const file = join(directory, 'cloudflared');
  writeFileSync(
    file,
    `#!/bin/sh\necho "$@" > $0.words\necho '${box}' >&2\ntrap "touch $0.ended; exit 0" TERM\nwhile :; do sleep 0.1; done\n`,
  );
  chmodSync(file, 0o755);
  return { extra: ['--tunnel'], environment: { PATH: `${directory}:${process.env.PATH}` } };
}

function post(run: Running, id: string, type: string) {
  const body = JSON.stringify({ id, type, data: { object: { effects } } });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  return fetch(`${run.url}/webhooks/acme`, { method: 'POST', headers, body });
}

function pull(endpoint: string, ...words: string[]): Promise<Result> {
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const env = { ...process.env, ...credentials, AWS_ENDPOINT_URL: endpoint };
  const here = ['--stack', 'Webhooks', '--region', 'us-east-1', '--port', String(laptop.port)];
  return new Promise((done) => {
    execFile(process.execPath, ['bin/breakwater.js', 'pull', ...here, ...words], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const eventsOf = async (run: Running) => {
  const { stdout } = await run.cli('events', 'list', '--json');
  return JSON.parse(stdout) as { id: string; archive?: string; processors: Record<string, { status: string }> }[];
};

test('brings what the stack has accepted into the local run, each event once, and they are processed there', async () => {
  for (const [id, type] of [
    ['a', 'counted'],
    ['b', 'counted'],
    ['c', 'other'],
  ] as const)
    expect((await post(deployed, id, type)).status).toBe(200);
  await eventually(
    () => eventsOf(deployed),
    (all) => all.length === 3 && all.every(({ archive }) => archive === 'done'),
  );
  const planned = await pull(aws.url, '--type', 'counted', '--dry-run', '--json');
  expect(JSON.parse(planned.stdout)).toMatchObject({ events: 2, messages: 4, types: { 'acme counted': 2 } });
  expect(await eventsOf(laptop)).toEqual([]);

  const first = await pull(aws.url, '--json');
  expect({ ...first, stdout: JSON.parse(first.stdout) }).toMatchObject({ code: 0, stdout: { brought: 3, known: 0 } });
  expect(first.stderr).toContain(`into the local run on port ${laptop.port}, each once`);
  const here = await eventually(
    () => eventsOf(laptop),
    (all) =>
      all.length === 3 &&
      all.every(({ processors }) => Object.values(processors).every((one) => one.status === 'done')),
  );
  expect(here.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
  const again = await pull(aws.url);
  expect(again).toMatchObject({ code: 0, stdout: '0 events are here now, 3 were already\n' });
  const lines = readFileSync(effects, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('first '));
  // Once in the stack, once here.
  expect(lines.map((line) => line.split(' ')[1]).sort()).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
}, 180_000);

test('where there is no archive says what to do', async () => {
  const { ArchiveBucketName: _, ...without } = outputs;
  const older = await standInForAws('Webhooks', without, 'http://127.0.0.1:9');
  const { code, stderr } = await pull(older.url);
  older.close();
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(
      'the stack Webhooks keeps no archive, and its ledger has no bodies: say "archive: true"',
    ),
  });
}, 60_000);

test('a run with a tunnel knows its public URL', async () => {
  const noted = JSON.parse(readFileSync(`.breakwater/runs/${laptop.port}.json`, 'utf8'));
  expect(noted.outputs.WebhookUrl).toBe('https://four-random-words.trycloudflare.com/webhooks');
  expect(readFileSync(join(directory, 'cloudflared.words'), 'utf8')).toContain(`--url http://127.0.0.1:${laptop.port}`);
});

test('status says that all is well, and what is not', async () => {
  const well = await laptop.cli('status');
  expect(well).toMatchObject({ code: 0, stdout: expect.stringContaining('all is well (the local run on port') });
  await laptop.cli('pause', 'first');
  const { code, stdout, stderr } = await laptop.cli('status');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain('1 thing needs you');
  expect(stdout).toContain(`npx breakwater resume first --port ${laptop.port}`);
  const view = JSON.parse((await laptop.cli('status', '--json')).stdout);
  expect(view).toMatchObject({
    well: false,
    sources: [{ source: 'acme', secret: 'set', refused: 0 }],
    archive: { deadLetters: 0 },
  });
  const [one] = JSON.parse((await laptop.cli('status', 'first', '--json')).stdout);
  expect(one).toMatchObject({ processor: 'first', state: 'paused' });
  await laptop.cli('resume', 'first');
}, 60_000);

test('the doctor finds nothing wrong with the installation', async () => {
  const { code, stdout } = await laptop.cli('doctor');
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/✓ secrets +every source has one/) });
  const { checks, refused } = JSON.parse((await laptop.cli('doctor', '--json')).stdout);
  expect(checks.map(({ state }: { state: string }) => state)).not.toContain('wrong');
  expect(refused).toEqual([]);
}, 60_000);

test('the tunnel ends with the run', async () => {
  expect(await laptop.stop()).toBe(0);
  // The program may take a moment.
  await eventually(async () => existsSync(join(directory, 'cloudflared.ended')), Boolean, 5000);
}, 60_000);
