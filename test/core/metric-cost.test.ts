import { defineWebhooks } from '../../core/index.ts';
import { mostSeries, seriesCost } from '../../core/metric-cost.ts';
import { PROCESSOR_METRICS, RECONCILER_METRICS, SOURCE_METRICS } from '../../core/metrics.ts';
import { OUTCOMES } from '../../core/outcomes.ts';

const processors = { a: { on: { stripe: ['*'] } }, b: { on: { stripe: ['*'] } } } as const;

test('a source makes 15 series and one for each of ten causes, a processor eight, a reconciler three', () => {
  expect(mostSeries(defineWebhooks({ sources: { stripe: {} }, processors: {} }))).toBe(25);
  expect(mostSeries(defineWebhooks({ sources: { stripe: {} }, processors }))).toBe(25 + 16);
  expect(mostSeries(defineWebhooks({ sources: { stripe: {} }, processors, archive: true }))).toBe(25 + 24);
  expect(mostSeries(defineWebhooks({ sources: { stripe: { reconcile: {} } }, processors }))).toBe(25 + 16 + 3);
});

test('what is not in the configuration makes no series: requests for names that anybody makes up', () => {
  const missing = Object.values(OUTCOMES).filter(({ metric }) => !Object.hasOwn(SOURCE_METRICS, metric));
  expect(missing.map(({ metric }) => metric)).toEqual(['UnknownSource', 'WrongMethod']);
});

test.each([
  [0, 0],
  [40, 12],
  [10_000, 3000],
  [10_001, 3000.1],
  [250_000, 27_000],
  [1_000_000, 64_500],
  [1_000_100, 64_502],
])('%d series cost $%d a month', (series, dollars) => {
  expect(seriesCost(series)).toBeCloseTo(dollars, 5);
});

test('no two metrics of different tables have one name, so that a name says its unit', () => {
  const names = [SOURCE_METRICS, PROCESSOR_METRICS, RECONCILER_METRICS].flatMap((table) => Object.keys(table));
  expect(new Set(names).size).toBe(names.length);
});
