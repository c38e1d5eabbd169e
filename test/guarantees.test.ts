import { existsSync, readFileSync } from 'node:fs';
import { guards } from './protocol/guards.ts';

const page = readFileSync('docs/guarantees.md', 'utf8').replace(/\s+/g, ' ');
test('every guard that the page names is one', () => {
  const named = [...page.matchAll(/\(guards?: ([^)]+)\)/g)].flatMap(([, text = '']) =>
    [...text.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name),
  );
  expect(named.length).toBeGreaterThan(8);
  for (const name of named) expect(Object.keys(guards)).toContain(name);
});

test('every scenario and test that the page names is there', () => {
  const scenarios = [...page.matchAll(/scenarios?: ([a-z, -]+)/g)].flatMap(([, names = '']) => names.split(/, /));
  expect(scenarios.length).toBeGreaterThan(5);
  const isThere = (name: string) =>
    ['test', 'slow-test'].some((kind) => existsSync(`test/scenarios/${name.trim()}.${kind}.ts`));
  expect(scenarios.filter((name) => !isThere(name))).toEqual([]);
  for (const [, file = ''] of page.matchAll(/test: `([^`]+)`/g)) expect(existsSync(file)).toBe(true);
});
