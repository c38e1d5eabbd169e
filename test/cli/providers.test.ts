import { readFileSync } from 'node:fs';
import { horizonOf, providerViews, sourceLine } from '../../cli/providers/provider-view.ts';
import { providersPage } from '../../cli/providers/providers-page.ts';
import { parseWebhooks } from '../../core/parse-configuration.ts';
import { providers } from '../../core/providers/index.ts';

const views = providerViews();

test('every provider is told of, in the order of the alphabet', () => {
  expect(views.map(({ id }) => id)).toEqual(Object.keys(providers).sort());
});

test.each(views.map((view) => [view.id, view] as const))(
  'the line that makes a source of %s is all it takes',
  (id, view) => {
    const sources = new Function(`return { ${sourceLine(view)} }`)();
    expect(parseWebhooks({ sources, processors: {} }).sources[id]?.provider.id).toBe(id);
  },
);

test.each([
  [undefined, '–'],
  [0, 'never'],
  [0.5, '30 min'],
  [1.5, '1.5 h'],
  [24, '24 h'],
  [72, '3 days'],
])('%s hours are said as %s', (hours, said) => expect(horizonOf(hours)).toBe(said));

test('the page has a section for each, with what a source has to say', () => {
  const page = providersPage(views);
  for (const { id, name } of views) expect(page).toContain(`<a id="${id}"></a>\n\n## ${name}\n`);
  expect(page).toContain("meta: { verifyToken: 'a-word-of-your-own' },");
  expect(page).not.toMatch(/undefined|\[object/);
});

test('docs/providers.md is what the command prints', () => {
  expect(readFileSync('docs/providers.md', 'utf8')).toBe(providersPage(views));
});
