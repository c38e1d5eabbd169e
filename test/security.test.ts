import { readFileSync } from 'node:fs';

const page = readFileSync('docs/security.md', 'utf8').replace(/\s+/g, ' ');
const model = page.slice(page.indexOf('## Threat model'), page.indexOf('## Least privilege'));
const threats = model.split(/ ### /).slice(1);
const TEST = /\(test: `([^`]+)`: \*([^*]+)\*\)/g;

test('every threat is followed by what stops it, and by a test of that', () => {
  expect(threats.map((threat) => threat.split(' ')[0])).toEqual([
    'Forgery',
    'Replay',
    'Flooding',
    'Leak',
    'Poisoned',
    'Requests',
    'Log',
    'Console',
    'Insider',
  ]);
  for (const threat of threats) expect([...threat.matchAll(TEST)].length).toBeGreaterThan(1);
  // None is written in a way that would not be checked.
  expect([...page.matchAll(TEST)].length).toBe([...page.matchAll(/\(tests?:/g)].length);
});

test.each([...page.matchAll(TEST)].map(([, file = '', words = '']) => [file, words] as const))(
  '%s has the test that the page names: %s',
  (file, words) => {
    const text = readFileSync(file, 'utf8');
    const titles = text
      .split('\n')
      .filter((line) => /(?:test|describe|it)[.(]|\]\)\(|^\s+['"`].*,$|^\s+\['|^ {2}'/.test(line));
    expect(titles.filter((line) => line.includes(words))).not.toEqual([]);
  },
);
