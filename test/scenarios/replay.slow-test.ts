import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DAY, effectsIn, interrupted, seedDay } from './replay-day.ts';
import { eventually, type Running, startRunning, temporaryDirectory } from './running.ts';

const effects = join(temporaryDirectory(), 'effects');
let running: Running;

const EVENTS = 20_000;
const RARE_EVERY = 40;
const RARE = EVENTS / RARE_EVERY;
const RATE = 200;

beforeAll(async () => {
  const secrets = { acme: [randomBytes(24).toString('base64')] };
  running = await startRunning({ config: 'test/scenarios/fixtures/archive.ts', secrets });
  await seedDay(running, effects, EVENTS, RARE_EVERY);
}, 60_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

test('the plan of a day of 20,000 events is there in under ten seconds, and changes nothing', async () => {
  const startedAt = Date.now();
  const { code, stdout } = await running.cli('replay', 'acme', ...DAY, '--rate', String(RATE), '--dry-run', '--json');
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    events: EVENTS,
    messages: EVENTS,
    types: { 'acme usual': EVENTS - RARE, 'acme rare': RARE },
    processors: { first: EVENTS },
    unwanted: 0,
    missing: [],
    from: '2026-01-31T00:00:00.000Z',
    estimate: { seconds: EVENTS / RATE },
  });
  expect(effectsIn(effects).size).toBe(0);
});

test('a replay keeps to its rate, stops at Ctrl-C, goes on without repeating, and leaves a record of both', async () => {
  const command = ['replay', 'acme', '--type', 'rare', ...DAY, '--rate', String(RATE), '--json'];
  const startedAt = Date.now();
  const first = await interrupted(running, effects, 50, command);
  const seconds = (Date.now() - startedAt) / 1000;
  const stopped = JSON.parse(first.stdout);
  expect(first).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`breakwater replay --resume ${stopped.replay}`),
  });
  expect(stopped).toMatchObject({ ended: 'stopped', before: 0, already: 0 });
  expect(stopped.sent).toBeGreaterThanOrEqual(50);
  expect(stopped.sent).toBeLessThan(RARE);
  expect(stopped.sent).toBeLessThanOrEqual(RATE * seconds + 1);

  const resumedAt = Date.now();
  const second = await running.cli(...command);
  const resumed = JSON.parse(second.stdout);
  expect(resumed).toMatchObject({ replay: stopped.replay, ended: 'done', before: stopped.sent, already: 0 });
  expect(resumed.sent).toBe(RARE - stopped.sent);
  expect(Date.now() - resumedAt).toBeGreaterThanOrEqual((1000 * (resumed.sent - 1)) / RATE);

  await eventually(
    async () => effectsIn(effects).size,
    (size) => size === RARE,
  );
  const third = await running.cli('replay', '--resume', stopped.replay, '--json');
  expect(JSON.parse(third.stdout)).toEqual({ replay: stopped.replay, ended: 'done', sent: 0, before: RARE });
  expect([...effectsIn(effects).values()]).toEqual(Array(RARE).fill(1));

  const { stdout } = await running.cli('audit', '--json');
  expect(JSON.parse(stdout)).toMatchObject([
    { command: 'replay', ended: 'done', counts: { planned: RARE, sent: resumed.sent, before: stopped.sent } },
    {
      command: 'replay',
      ended: 'stopped',
      options: { replay: stopped.replay, type: 'rare' },
      counts: { sent: stopped.sent },
    },
  ]);
});
