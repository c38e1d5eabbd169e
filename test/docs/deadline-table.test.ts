import { readFileSync } from 'node:fs';
import { PAGE, withTable } from './deadline-table.ts';

test('the page of performance has the deadlines that hold; if not, run `npm run docs:deadlines`', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(withTable(page));
  expect(page).toContain('| Sentry | 1 s | 0.8 s | 0.2 s | 0.82 s |');
});
