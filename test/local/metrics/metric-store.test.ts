import { createMetricStore, type MetricQuery, type MetricSample } from '../../../local/metrics/metric-store.ts';
import type { Statistic } from '../../../local/metrics/value-counts.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;

const sample = (value: number, at = NOON, more: Partial<MetricSample> = {}): MetricSample => ({
  namespace: 'Breakwater',
  metric: 'AckLatency',
  dimensions: { Stack: 'Webhooks', Source: 'stripe' },
  value,
  at,
  ...more,
});

const query = (statistic: Statistic, more: Partial<MetricQuery> = {}): MetricQuery => ({
  namespace: 'Breakwater',
  metric: 'AckLatency',
  dimensions: { Source: 'stripe', Stack: 'Webhooks' },
  statistic,
  periodSeconds: 60,
  from: NOON,
  to: NOON + 60 * MINUTE,
  ...more,
});

function storeOf(...samples: readonly MetricSample[]) {
  const store = createMetricStore();
  for (const one of samples) store.put(one);
  return store;
}

test.each<[Statistic, number]>([
  ['Sum', 1060],
  ['SampleCount', 6],
  ['Average', 1060 / 6],
  ['Minimum', 10],
  ['Maximum', 1000],
  ['p50', 10],
  ['p67', 20],
  ['p99', 1000],
])('%s of a period is over all that was put in it', (statistic, value) => {
  const store = storeOf(sample(10, NOON, { count: 4 }), sample(20), sample(1000, NOON + 59_999));
  expect(store.query(query(statistic))).toEqual([{ at: NOON, value }]);
});

test('a longer period takes the shorter ones together, and one without data is left out', () => {
  const store = storeOf(sample(1), sample(2, NOON + 4 * MINUTE), sample(4, NOON + 11 * MINUTE));
  expect(store.query(query('Sum', { periodSeconds: 300 }))).toEqual([
    { at: NOON, value: 3 },
    { at: NOON + 10 * MINUTE, value: 4 },
  ]);
});

test('the answer begins with the period that holds the start, and ends before the one that begins at the end', () => {
  const store = storeOf(sample(1, NOON - 1), sample(2), sample(4, NOON + MINUTE), sample(8, NOON + 2 * MINUTE));
  const range = { from: NOON + 30_000, to: NOON + 2 * MINUTE };
  expect(store.query(query('Sum', range)).map(({ value }) => value)).toEqual([2, 4]);
});

test('a series is known by exactly its dimensions', () => {
  const store = storeOf(sample(1), sample(2, NOON, { dimensions: { Stack: 'Webhooks' } }));
  expect(store.query(query('Sum', { dimensions: { Stack: 'Webhooks' } }))).toEqual([{ at: NOON, value: 2 }]);
  expect(store.query(query('Sum', { namespace: 'AWS/Lambda' }))).toEqual([]);
  expect(store.series()).toHaveLength(2);
});

test('what is older than a day is forgotten', () => {
  const store = storeOf(sample(1), sample(2, NOON + 24 * 60 * MINUTE), sample(4));
  expect(store.query(query('Sum', { to: NOON + 48 * 60 * MINUTE }))).toEqual([
    { at: NOON + 24 * 60 * MINUTE, value: 2 },
  ]);
});

test('samples of more series than there is room for are dropped', () => {
  const store = createMetricStore({ mostSeries: 2 });
  for (const Source of ['a', 'b', 'c', 'a']) store.put(sample(1, NOON, { dimensions: { Source } }));
  expect(store.series().map(({ dimensions }) => dimensions.Source)).toEqual(['a', 'b']);
});

test('a finer resolution tells seconds apart, and a period that does not fit it is refused', () => {
  const store = createMetricStore({ resolutionSeconds: 1 });
  for (const second of [0, 1, 1]) store.put(sample(1, NOON + second * 1000));
  expect(store.query(query('Sum', { periodSeconds: 1 })).map(({ value }) => value)).toEqual([1, 2]);
  expect(() => storeOf(sample(1)).query(query('Sum', { periodSeconds: 90 }))).toThrow('not a multiple of 60 s');
});

test('percentiles stay right within one in a hundred, though values are rounded', () => {
  const store = createMetricStore();
  for (let value = 1; value <= 20_000; value++) store.put(sample(value));
  const [{ value } = { value: 0 }] = store.query(query('p77'));
  expect(value / 15_400).toBeCloseTo(1, 2);
  expect(store.query(query('Maximum'))).toEqual([{ at: NOON, value: 20_000 }]);
});
