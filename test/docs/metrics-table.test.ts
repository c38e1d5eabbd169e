import { readFileSync } from 'node:fs';
import { PROCESSOR_METRICS, RECONCILER_METRICS, SOURCE_METRICS } from '../../core/metrics.ts';
import { PAGE, withTable } from './metrics-table.ts';

test('the page of the metrics has the table of core/metrics.ts; if not, run `npm run docs:metrics`', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(withTable(page));
});

test('the table has every metric with its unit', () => {
  const page = withTable(readFileSync(PAGE, 'utf8'));
  for (const [metric, unit] of Object.entries({ ...SOURCE_METRICS, ...PROCESSOR_METRICS, ...RECONCILER_METRICS }))
    expect(page).toContain(`| \`${metric}\` | ${unit} | Stack, `);
});
