import { readFileSync } from 'node:fs';
import { examples } from './nag/example-apps.ts';

test('the page on examples has a row for each folder, and no other', () => {
  const rows = [...readFileSync('docs/examples.md', 'utf8').matchAll(/^\| \[`([a-z-]+)`\]\(\.\.\/examples\/\1\)/gm)];
  expect(rows.map(([, name]) => name).sort()).toEqual(examples.map(({ name }) => name).sort());
});

test('every example is run as the sample is, with the same context', () => {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  for (const { directory } of examples)
    expect(JSON.parse(readFileSync(`${directory}/cdk.json`, 'utf8'))).toMatchObject({
      app: 'node --import tsx app.ts',
      context,
    });
});
