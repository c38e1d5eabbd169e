import { readFileSync } from 'node:fs';
import { DELIVERY_MISTAKES, SEARCHES, SECRET_MISTAKES } from '../../../core/doctor/mistakes/index.ts';

const MISTAKES = [...SECRET_MISTAKES, ...DELIVERY_MISTAKES, ...SEARCHES];

test('every mistake is a line of docs/doctor.md, where the report points to', () => {
  const text = readFileSync('docs/doctor.md', 'utf8');
  const found = [
    'core/doctor/guesses.ts',
    'core/doctor/signs.ts',
    'core/doctor/time-finding.ts',
    'core/doctor/diagnose.ts',
  ]
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bid: '([\w-]+)'/g)])
    .map(([, id = '']) => id);
  const ids = new Set([...MISTAKES.map(({ id }) => id), ...found, 'secret-unset', 'secret-unusable']);
  expect(ids.size).toBeGreaterThan(30);
  expect([...ids].filter((id) => !text.includes(`<a id="${id}"></a>`))).toEqual([]);
});

test('what a mistake says is one sentence without its full stop', () => {
  for (const { says } of MISTAKES) expect(says).toMatch(/^[A-Z].*[^.]$/s);
});
