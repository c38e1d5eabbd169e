import { createHmac } from 'node:crypto';
import { eventually, type Running, startRunning } from './running.ts';

const [FIRST, SECOND, THIRD, FOURTH] = ['first', 'second', 'third', 'fourth'].map(
  (name) => `${name}-secret-of-acme-0123456789`,
);
const EVENTS = 1000;
const AT_ONCE = 8;
/** What the source's `secretCacheSeconds` says. */
const CACHE_MS = 5000;
/** What a busy machine may take to answer a request. */
const SLACK_MS = 2500;

let run: Running;
let sent = 0;

beforeAll(async () => {
  const config = 'test/scenarios/fixtures/rotation/webhooks.ts';
  run = await startRunning({ config, secrets: { acme: [FIRST ?? ''] } });
}, 90_000);
afterAll(() => run.stop());

async function deliver(secret = ''): Promise<number> {
  const body = JSON.stringify({ type: 'noted', id: `evt-${sent++}` });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  return (await fetch(`${run.url}/webhooks/acme`, { method: 'POST', headers, body })).status;
}

const rotate = async (secret = '', ...options: string[]) => {
  const { code, stdout, stderr } = await run.pipe(`${secret}\n`, 'secrets', 'rotate', 'acme', '--json', ...options);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};

async function statusOf() {
  const { code, stdout } = await run.cli('secrets', 'status', 'acme', '--json');
  return { code, status: JSON.parse(stdout)[0] };
}

/** When the first request that was signed with this was refused. */
async function refusedSince(secret: string | undefined): Promise<number> {
  await eventually(
    () => deliver(secret),
    (status) => status === 401,
    CACHE_MS + SLACK_MS,
  );
  return Date.now();
}

test('of 1,000 events, signed with the old secret and the new one while it is rotated, all are accepted', async () => {
  const answers: { secret: string; status: number }[] = [];
  let rotated: string | undefined;
  let begun: Promise<unknown> | undefined;
  const sender = async () => {
    while (answers.length + AT_ONCE <= EVENTS) {
      // The provider signs with the new one only once it is put in here.
      const secret = (answers.length % 2 === 0 ? rotated : undefined) ?? FIRST ?? '';
      const status = await deliver(secret);
      answers.push({ secret, status });
      if (answers.length < EVENTS / 10) continue;
      begun ??= rotate(SECOND, '--overlap', '10m').then(() => {
        rotated = SECOND;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  await begun;
  while (answers.length < EVENTS) answers.push({ secret: SECOND ?? '', status: await deliver(SECOND) });

  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  const counted = (wanted: string | undefined) => answers.filter(({ secret }) => secret === wanted).length;
  expect(counted(SECOND)).toBeGreaterThan(EVENTS / 10);
  expect(counted(FIRST)).toBeGreaterThan(EVENTS / 10);
  expect(run.log()).not.toContain('secret-of-acme');
}, 180_000);

test('the status says which secret was used last, and when the old one was', async () => {
  for (const secret of [FIRST, SECOND]) expect(await deliver(secret)).toBe(200);
  const { code, status } = await statusOf();
  expect(code).toBe(0);
  expect(status).toMatchObject({ source: 'acme', state: 'set', expiredTried: { requests: 0 } });
  const [added, old] = status.secrets;
  expect([added.state, old.state, status.lastMatched]).toEqual(['live', 'live', added.secret]);
  expect(Date.parse(added.lastUsed)).toBeGreaterThan(Date.parse(old.lastUsed));
}, 60_000);

test('the old secret is refused from the moment on at which it ends, and the status says that it is still tried', async () => {
  const { kept } = await rotate(THIRD, '--overlap', '3s');
  expect(await deliver(THIRD)).toBe(200);
  const end = Math.min(...kept.map(({ notAfter }: { notAfter: string }) => Date.parse(notAfter)));
  if (Date.now() < end - SLACK_MS / 2) expect(await deliver(SECOND)).toBe(200);
  const refusedAt = await refusedSince(SECOND);
  expect(refusedAt).toBeGreaterThanOrEqual(end);
  expect(refusedAt).toBeLessThan(end + SLACK_MS);
  expect(await deliver(THIRD)).toBe(200);
  const { code, status } = await eventually(statusOf, ({ code }) => code === 1);
  expect(code).toBe(1);
  expect(status.expiredTried.requests).toBeGreaterThan(0);
  expect(status.secrets.map(({ state }: { state: string }) => state)).toEqual(['live', 'expired', 'expired']);
}, 60_000);

test('a secret that has leaked is refused once the cache is over', async () => {
  expect((await rotate(FOURTH, '--now')).kept).toEqual([]);
  const rotatedAt = Date.now();
  const refusedAt = await refusedSince(THIRD);
  expect(refusedAt - rotatedAt).toBeLessThan(CACHE_MS + SLACK_MS);
  expect(await deliver(FOURTH)).toBe(200);
  const records = JSON.parse((await run.cli('audit', '--json')).stdout);
  const rotations = records.filter(({ command }: { command: string }) => command === 'secrets rotate');
  expect(rotations).toHaveLength(3);
  expect(JSON.stringify(rotations)).not.toContain('secret-of-acme');
}, 60_000);

/** After many refusals a new secret is noticed once the cache is over, and not before. */
const taken = (secret: string | undefined) =>
  eventually(
    () => deliver(secret),
    (status) => status === 200,
    CACHE_MS + SLACK_MS,
  );

test('of two operators who rotate at the same moment none loses what the other put in', async () => {
  const both = ['fifth', 'sixth'].map((name) => `${name}-secret-of-acme-0123456789`);
  const results = await Promise.all(both.map((secret) => run.pipe(secret, 'secrets', 'rotate', 'acme')));
  const done = both.filter((_, index) => results[index]?.code === 0);
  expect(done.length).toBeGreaterThan(0);
  for (const { code, stderr } of results) if (code !== 0) expect(stderr).toContain('somebody else changed the secret');
  for (const secret of [FOURTH, ...done]) await taken(secret);
}, 60_000);

test('a secret that is made up is all that is printed, and a useless or a second one is not taken', async () => {
  const { code, stdout, stderr } = await run.cli('secrets', 'rotate', 'acme', '--generate');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^[0-9a-f]{64}\n$/)]);
  expect(stderr).not.toContain(stdout.trim());
  await taken(stdout.trim());
  const useless = await run.pipe('too short', 'secrets', 'rotate', 'acme');
  expect(useless).toMatchObject({ code: 2, stderr: expect.stringContaining('has 9 bytes; at least 16 are needed') });
  const second = await run.pipe('another-secret-of-acme-0123456789', 'secrets', 'set', 'acme');
  expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('"breakwater secrets rotate acme"') });
  expect((await run.pipe(FIRST ?? '', 'secrets', 'set', 'acme', '--replace')).code).toBe(0);
  await taken(FIRST);
}, 60_000);
