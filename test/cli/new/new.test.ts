import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { loadConfiguration } from '../../../cli/load-configuration.ts';
import { runCli } from '../../../cli/run-cli.ts';

let app: string;
beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), 'breakwater-'));
});
afterEach(() => rmSync(app, { recursive: true }));

async function run(...words: readonly string[]) {
  const written: string[] = [];
  const output = { write: (line: string) => void written.push(line), colors: createColors(false) };
  const code = await runCli(words, { out: output, err: output, environment: {}, directory: app });
  return { code, said: written.join('\n') };
}
const has = (file: string) => existsSync(join(app, file));
const read = (file: string) => readFileSync(join(app, file), 'utf8');

test('in an app of its own, a processor gets a file beside the configuration, and a test of the runner that is there', async () => {
  cpSync('examples/minimal', app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{"devDependencies":{"vitest":"4"}}');
  const { code, said } = await run('new', 'processor', 'record-refund', '--on', 'stripe:charge.refunded');
  expect({ code, said }).toMatchObject({
    code: 0,
    said: expect.stringContaining('created processors/record-refund.ts'),
  });
  expect(read('processors/record-refund.ts')).toContain("from 'breakwater/processor'");
  expect(read('processors/record-refund.test.ts')).toContain("import { expect, test } from 'vitest'");
  const { processors } = await loadConfiguration(app, 'webhooks.ts');
  expect(processors['record-refund']?.on).toEqual({ stripe: ['charge.refunded'] });
});

test('plain JavaScript stays plain', async () => {
  mkdirSync(join(app, 'src'));
  writeFileSync(
    join(app, 'src/webhooks.js'),
    "import { defineWebhooks } from 'breakwater';\nexport const webhooks = defineWebhooks({ sources: { stripe: {} }, processors: {} });\n",
  );
  expect((await run('new', 'processor', 'audit')).code).toBe(0);
  expect(read('src/processors/audit.js')).not.toContain('ProcessorFunction');
  expect(read('src/processors/audit.test.js')).not.toMatch(/: string| as /);
  expect(read('src/webhooks.js')).toContain("audit: { on: { stripe: ['*'] } }");
});

test('a source gets its line, with the settings that its provider needs', async () => {
  cpSync('examples/minimal', app, { recursive: true });
  expect((await run('new', 'source', 'paypal')).code).toBe(0);
  expect((await run('new', 'source', 'stripe-connect', '--provider', 'stripe')).code).toBe(0);
  const { sources } = await loadConfiguration(app, 'webhooks.ts');
  expect(Object.keys(sources)).toEqual(['stripe', 'paypal', 'stripe-connect']);
  expect(sources.paypal?.settings).toHaveProperty('webhookId');
});

test('a configuration that cannot be edited is left alone, and what to add is said', async () => {
  const text =
    "import { defineWebhooks } from 'breakwater';\nconst sources = { stripe: {} };\nexport const webhooks = defineWebhooks({ sources, processors: {} });\n";
  writeFileSync(join(app, 'webhooks.ts'), text);
  const { code, said } = await run('new', 'source', 'github');
  expect(code).toBe(1);
  expect(said).toContain('webhooks.ts was left as it is');
  expect(said).toContain('add to it github: {},');
  expect(read('webhooks.ts')).toBe(text);
});

test.each([
  [['processor', 'record-payment'], 'there is a processor "record-payment" already'],
  [['processor', 'Audit'], 'a processor cannot be called "Audit"; allowed are'],
  [['processor', 'audit', '--on', 'github'], 'there is no source "github"; there are: stripe'],
  [['processor', 'audit', '--on', "stripe:it's"], 'is no event type; allowed is SOURCE:TYPE,TYPE'],
  [['source', 'stripe'], 'there is a source "stripe" already'],
  [['source', 'gihub'], 'there is no provider "gihub"; the nearest are github'],
])('new %j is refused with what is wrong, and nothing is written', async (words, sentence) => {
  cpSync('examples/minimal', app, { recursive: true });
  const before = read('webhooks.ts');
  const { code, said } = await run('new', ...words);
  expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining(sentence) });
  expect(read('webhooks.ts')).toBe(before);
  expect(has('processors/audit.ts')).toBe(false);
});

test('a file that is there is not written over', async () => {
  cpSync('examples/minimal', app, { recursive: true });
  writeFileSync(join(app, 'processors', 'audit.ts'), 'mine');
  const { code, said } = await run('new', 'processor', 'audit');
  expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining('there is a file processors/audit.ts') });
  expect(read('processors/audit.ts')).toBe('mine');
  expect(has('processors/audit.test.ts')).toBe(false);
});
