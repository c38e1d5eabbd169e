import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DAY, effectsIn, interrupted, seedDay } from './replay-day.ts';
import { eventually, type Running, startRunning, temporaryDirectory } from './running.ts';

jest.setTimeout(1_200_000);

const effects = join(temporaryDirectory(), 'effects');
let running: Running;

const EVENTS = 20_000;
const RATE = 200;
const STOPS = [3000, 9000];

beforeAll(async () => {
  const secrets = { acme: [randomBytes(24).toString('base64')] };
  running = await startRunning({ config: 'test/scenarios/fixtures/archive.ts', secrets });
  await seedDay(running, effects, EVENTS, 40);
});
afterAll(() => running.stop());

test('a day of 20,000 events runs again at 200 a second, stopped twice, each event once', async () => {
  const command = ['replay', 'acme', ...DAY, '--rate', String(RATE), '--json'];
  const figures: string[] = [];
  const note = (
    what: string,
    startedAt: number,
    { sent, before }: { readonly sent: number; readonly before: number },
  ) => {
    const seconds = (Date.now() - startedAt) / 1000;
    figures.push(`${what}: ${sent} sent after ${before} in ${seconds.toFixed(1)} s, ${(sent / seconds).toFixed(1)}/s`);
    expect(sent).toBeLessThanOrEqual(RATE * seconds + 1);
    return before + sent;
  };
  let done = 0;
  for (const stop of STOPS) {
    const startedAt = Date.now();
    const said = JSON.parse((await interrupted(running, effects, stop, command)).stdout);
    expect(said).toMatchObject({ ended: 'stopped', before: done, already: 0, running: 0 });
    done = note(`stopped once ${stop} had run`, startedAt, said);
  }
  const startedAt = Date.now();
  const said = JSON.parse((await running.cli(...command)).stdout);
  expect(said).toMatchObject({ ended: 'done', before: done, already: 0, running: 0 });
  expect(note('to the end', startedAt, said)).toBe(EVENTS);

  await eventually(
    async () => effectsIn(effects).size,
    (size) => size === EVENTS,
    600_000,
  );
  const times = [...effectsIn(effects).values()];
  figures.push(
    `processed once: ${times.filter((count) => count === 1).length}, more often: ${times.filter((count) => count > 1).length}`,
  );
  process.stdout.write(`${figures.join('\n')}\n`);
  expect(times).toEqual(Array(EVENTS).fill(1));
});
