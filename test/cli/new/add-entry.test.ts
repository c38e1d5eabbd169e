import { readFileSync } from 'node:fs';
import { addEntry } from '../../../cli/new/add-entry.ts';

const entry = { section: 'processors', name: 'new-one', value: "{ on: { stripe: ['*'] } }" } as const;
const source = { section: 'sources', name: 'github', value: '{}' } as const;

test('adds a line behind the last entry, and changes nothing else', () => {
  const before = readFileSync('bin/webhooks.ts', 'utf8');
  const after = addEntry(before, entry, 'script') ?? '';
  const lines = after.split('\n');
  const at = lines.indexOf("    'new-one': { on: { stripe: ['*'] } },");
  expect(lines[at - 1]).toContain("'answer-command'");
  expect(lines.toSpliced(at, 1).join('\n')).toBe(before);
});

test.each([
  [
    'one line',
    'defineWebhooks({ sources: { stripe: {} } })',
    'defineWebhooks({ sources: { stripe: {}, github: {} } })',
  ],
  ['an empty list', 'defineWebhooks({ sources: {} })', 'defineWebhooks({ sources: { github: {} } })'],
  [
    'no comma at the end',
    'defineWebhooks({\n  sources: {\n    stripe: {}\n  }\n})',
    'defineWebhooks({\n  sources: {\n    stripe: {},\n    github: {},\n  }\n})',
  ],
  [
    'tabs, and a remark at the end of the line',
    'defineWebhooks({\n\tsources: {\n\t\tstripe: {} // { the first }\n\t\t// more: {}\n\t},\n})',
    'defineWebhooks({\n\tsources: {\n\t\tstripe: {}, // { the first }\n\t\tgithub: {},\n\t\t// more: {}\n\t},\n})',
  ],
  [
    'an empty list over several lines',
    'defineWebhooks({\n  sources: {\n    // none yet\n  },\n})',
    'defineWebhooks({\n  sources: {\n    github: {},\n    // none yet\n  },\n})',
  ],
  [
    'a list of that name somewhere deeper first',
    'const x = { sources: {} };\ndefineWebhooks({ processors: { p: { sources: {} } }, sources: { stripe: {} } })',
    'const x = { sources: {} };\ndefineWebhooks({ processors: { p: { sources: {} } }, sources: { stripe: {}, github: {} } })',
  ],
])('takes %s as it is written', (_, before, after) => {
  expect(addEntry(before, source, 'script')).toBe(after);
});

test('sees the braces in quotes, templates and patterns for what they are', () => {
  const head = ['const a = `}', '$', "{'`' + `{`}", "`, b = /[}/]'{/;\n"].join('');
  const before = `${head}defineWebhooks({ 'processors': { p: { when: () => 4 / 2 > '}' } }, "sources": { stripe: {} } })`;
  expect(addEntry(before, source, 'script')).toBe(before.replace('stripe: {}', 'stripe: {}, github: {}'));
});

test('breaks a line that would get too long', () => {
  const names = Array.from({ length: 9 }, (_, index) => `source${index}: {}`).join(', ');
  const before = `defineWebhooks({\n  sources: { ${names} },\n});\n`;
  expect(before.split('\n')[1]?.length).toBeGreaterThan(110);
  const after = `defineWebhooks({\n  sources: {\n    ${names},\n    github: {},\n  },\n});\n`;
  expect(addEntry(before, source, 'script')).toBe(after);
});

test('writes JSON as JSON', () => {
  const before = '{\n  "sources": {\n    "stripe": {}\n  },\n  "processors": {}\n}\n';
  const changed = addEntry(before, entry, 'json') ?? '';
  expect(JSON.parse(changed).processors).toEqual({ 'new-one': { on: { stripe: ['*'] } } });
  expect(JSON.parse(addEntry(before, source, 'json') ?? '').sources).toEqual({ stripe: {}, github: {} });
});

test.each([
  ['a list from elsewhere', 'defineWebhooks({ sources: all, processors: {} })'],
  ['a short-hand', 'defineWebhooks({ sources, processors: {} })'],
  ['a configuration from elsewhere', 'defineWebhooks(configuration)'],
  ['two configurations', 'defineWebhooks({ sources: {} }); defineWebhooks({ sources: {} });'],
  ['a quote without end', "defineWebhooks({ sources: { 'stripe: {} } })"],
])('leaves %s alone', (_, text) => {
  expect(addEntry(text, source, 'script')).toBeUndefined();
});
