import { durationText, estimateText } from '../../../cli/operations/estimate.ts';
import { pace } from '../../../cli/operations/pace.ts';
import { parseRate } from '../../../cli/operations/parse-rate.ts';
import { barText } from '../../../cli/operations/progress-bar.ts';

/** Starts 100 pieces of work as soon as they may, by several at once; returns when each started, in milliseconds. */
async function startsAt(perSecond: number | undefined, workers: number): Promise<number[]> {
  const mayStart = pace({ perSecond, signal: new AbortController().signal });
  const begin = performance.now();
  const starts: number[] = [];
  const work = async () => {
    while (starts.length < 100 && (await mayStart())) starts.push(performance.now() - begin);
  };
  await Promise.all(Array.from({ length: workers }, work));
  return starts.slice(0, 100);
}

test.each([1, 8])('%d at once keep to a rate of 200 a second, evenly', async (workers) => {
  const starts = await startsAt(200, workers);
  // No hundredth may start before its turn; timers are never early by more than a millisecond.
  expect(starts.every((at, index) => at >= index * 5 - 1.5)).toBe(true);
});

test('without a rate nobody waits', async () => {
  expect((await startsAt(undefined, 4)).at(-1)).toBeLessThan(400);
});

test('time that was not used is not made up for', async () => {
  const mayStart = pace({ perSecond: 50, signal: new AbortController().signal });
  await mayStart();
  await new Promise((done) => setTimeout(done, 100));
  const begin = performance.now();
  for (let count = 0; count < 3; count++) await mayStart();
  expect(performance.now() - begin).toBeGreaterThan(38);
});

test('once it is stopped nothing starts, not even what waits already', async () => {
  const controller = new AbortController();
  const mayStart = pace({ perSecond: 0.01, signal: controller.signal });
  expect(await mayStart()).toBe(true);
  const waiting = mayStart();
  controller.abort();
  expect(await waiting).toBe(false);
  expect(await mayStart()).toBe(false);
});

test.each([
  ['200', 200],
  ['10/s', 10],
  ['0.5/s', 0.5],
  ['300/m', 5],
  ['60/h', 60 / 3600],
])('a rate of %s is %d a second', (text, perSecond) => {
  expect(parseRate(text)).toBeCloseTo(perSecond, 10);
});

test.each(['', '0', '-1', '5/d', '10001', '1e3', '5 /s', 'fast'])('"%s" is no rate', (text) => {
  expect(() => parseRate(text)).toThrow('Allowed: a rate such as 10/s, 300/m or 60/h, up to 10000/s');
});

test.each([
  [0.01, '1 s'],
  [99, '99 s'],
  [100, '2 min'],
  [5999, '100 min'],
  [6000, '1.7 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('an estimate names no cost on a laptop, and no fractions of a cent', () => {
  expect(estimateText({ seconds: 8, dollars: 1 }, { isLocal: true })).toBe('about 8 s');
  expect(estimateText({ seconds: 8, dollars: 0.001 }, { isLocal: false })).toBe('about 8 s, less than $0.01');
  expect(estimateText({ seconds: 8, dollars: 1.239 }, { isLocal: false })).toBe('about 8 s, about $1.24');
});

test('a bar says how much is done and how long the rest will take', () => {
  expect(barText(0, 4000, 3)).toBe('[------------------------] 0 of 4,000');
  expect(barText(1000, 4000, 3)).toBe('[######------------------] 1,000 of 4,000, 9 s left');
  expect(barText(4000, 4000, 12)).toBe('[########################] 4,000 of 4,000');
});
