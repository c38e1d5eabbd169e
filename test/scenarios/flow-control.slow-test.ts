import { createHmac } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type Running, startRunning, temporaryDirectory } from './running.ts';

const SECRET = 'acme-secret-of-thirty-two-bytes!';
const directory = temporaryDirectory();
let run: Running;

beforeAll(async () => {
  run = await startRunning({
    config: 'test/scenarios/fixtures/flow/webhooks.ts',
    secrets: { acme: [SECRET], limited: [SECRET] },
  });
}, 60_000);
afterAll(() => run.stop());

function deliver(source: string, event: object): Promise<Response> {
  const body = JSON.stringify(event);
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  return fetch(`${run.url}/webhooks/${source}`, { method: 'POST', headers, body });
}

/** Attempts of one test: their events, numbers and times. */
function openTrace(name: string) {
  const trace = join(directory, name);
  writeFileSync(trace, '');
  return {
    post: async (type: string, id: string, more: object = {}) =>
      (await deliver('acme', { type, id, trace, ...more })).status,
    attempts: () =>
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' '))
        .map(([id = '', attempt, at]) => ({ id, attempt: Number(attempt), at: Number(at) })),
  };
}
const statusOf = async (processor: string) => JSON.parse((await run.cli('status', processor, '--json')).stdout)[0];
const ids = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

test('begins no more than five attempts in a second, however many events there are', async () => {
  const { post, attempts } = openTrace('paced');
  await Promise.all(ids(16, 'paced').map((id) => post('paced', id)));
  const noted = await eventually(
    async () => attempts(),
    (all) => all.length === 16,
    60_000,
  );
  const times = noted.map(({ at }) => at).sort((left, right) => left - right);
  const busiest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 2000).length));
  // Each begins in its fifth of a second; on a busy machine several are late together.
  expect(busiest).toBeLessThanOrEqual(14);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(13 * 200);
  expect(noted.every(({ attempt }) => attempt === 1)).toBe(true);
}, 180_000);

test('holds what comes while it is paused, says so, and processes all of it once it is resumed', async () => {
  const { post, attempts } = openTrace('paused');
  expect((await run.cli('pause', 'guarded')).stdout).toMatch(/^guarded is paused by \S+ since /);
  expect(await Promise.all(ids(5, 'held').map((id) => post('guarded', id)))).toEqual([200, 200, 200, 200, 200]);
  await eventually(
    () => statusOf('guarded'),
    ({ held }) => held === 5,
  );
  expect(await statusOf('guarded')).toMatchObject({ state: 'paused', by: 'operator', waiting: 0, deadLetters: 0 });
  expect(attempts()).toEqual([]);

  expect((await run.cli('resume', 'guarded')).stdout).toBe('guarded is flowing again\n');
  const noted = await eventually(
    async () => attempts(),
    (all) => all.length === 5,
    60_000,
  );
  expect(noted.every(({ attempt }) => attempt === 1)).toBe(true);
  const records = JSON.parse((await run.cli('audit', '--json')).stdout);
  expect(records.map(({ command, on }: { command: string; on: string }) => `${command} ${on}`)).toEqual(
    expect.arrayContaining(['pause guarded', 'resume guarded']),
  );
}, 180_000);

test('pauses itself while what it works with is down, and uses up no attempt of those that wait', async () => {
  const { post, attempts } = openTrace('broken');
  const down = join(directory, 'down');
  writeFileSync(down, '');
  await Promise.all(ids(3, 'first').map((id) => post('guarded', id, { down })));
  const paused = await eventually(
    () => statusOf('guarded'),
    ({ state }) => state === 'paused',
  );
  expect(paused).toMatchObject({ by: 'failures', failures: 3 });
  const pausedAt = Date.now();
  // Within five seconds every process of the processor has heard of it.
  await new Promise((resolve) => setTimeout(resolve, 6000));
  await Promise.all(ids(10, 'later').map((id) => post('guarded', id, { down })));
  await eventually(
    () => statusOf('guarded'),
    ({ held }) => held === 13,
  );
  // Whichever event comes first after ten seconds, and after twenty more, is the probe.
  const probes = 1 + Math.ceil((Date.now() - pausedAt) / 10_000);
  expect(attempts().filter(({ id }) => id.startsWith('later')).length).toBeLessThanOrEqual(probes);

  rmSync(down);
  const done = await eventually(
    async () => new Set(attempts().map(({ id }) => id)),
    (all) => all.size === 13,
    60_000,
  );
  expect(done.size).toBe(13);
  expect(Math.max(...attempts().map(({ attempt }) => attempt))).toBeLessThanOrEqual(2);
  await eventually(
    () => statusOf('guarded'),
    ({ state, held, waiting }) => state === 'flowing' && held + waiting === 0,
  );
}, 180_000);

test('answers 429 to more than a source may get in a second, until the sender has waited as long as it was told', async () => {
  const attempt = (id: string) => deliver('limited', { type: 'nobody-wants-it', id });
  await attempt('first');
  const startedAt = Date.now();
  const answers = await Promise.all(ids(60, 'flood').map(attempt));
  const seconds = (Date.now() - startedAt) / 1000;
  const refused = answers.filter(({ status }) => status === 429);
  // Five at once, five for each second that it took, and one for the rounding.
  expect(answers.length - refused.length).toBeLessThanOrEqual(5 + 5 * seconds + 1);
  expect(refused.length + answers.filter(({ status }) => status === 200).length).toBe(60);
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(refused.map(() => '1'));
  expect(refused.length).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect((await attempt('again')).status).toBe(200);
});
