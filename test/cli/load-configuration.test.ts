import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../../cli/load-configuration.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
afterAll(() => rmSync(directory, { recursive: true }));

const load = (name: string, text: string) => {
  writeFileSync(join(directory, name), text);
  return loadConfiguration(directory, name);
};

test('loads the configuration of this project when none is named', async () => {
  expect((await loadConfiguration('.')).sources.stripe?.provider.id).toBe('stripe');
});

test('loads a module from where the package cannot be resolved, with its functions', async () => {
  const { sources, processors } = await load(
    'webhooks.ts',
    `import { bearerToken, defineWebhooks } from 'breakwater';
     export const webhooks = defineWebhooks({
       sources: { acme: { provider: bearerToken() } },
       processors: { audit: { on: { acme: ['*'] }, when: ({ type }: { type: string }) => type === 'a' } },
     });`,
  );
  expect(sources.acme?.provider.id).toBe('bearer-token');
  expect(processors.audit?.when?.({ type: 'a' } as never)).toBe(true);
});

test('loads a changed module anew', async () => {
  const module = (source: string) =>
    `import { defineWebhooks } from 'breakwater/webhooks';
     export const webhooks = defineWebhooks({ sources: { ${source}: {} }, processors: {} });`;
  await load('changing.ts', module('stripe'));
  expect(Object.keys((await load('changing.ts', module('github'))).sources)).toEqual(['github']);
});

test('loads a JSON file', async () => {
  const { sources } = await load('webhooks.json', '{"sources":{"billing":{"provider":"stripe"}},"processors":{}}');
  expect(sources.billing?.provider.id).toBe('stripe');
});

test.each([
  ['wrong.json', '{', 'wrong.json needs mending: it is not JSON'],
  [
    'none.json',
    '{"sources":{"strip":{}}}',
    'none.json needs mending: source "strip": there is no provider "strip"; the nearest are stripe, ',
  ],
  [
    'empty.ts',
    'export const hooks = 1;',
    'empty.ts needs mending: it has to say: export const webhooks = defineWebhooks({ … })',
  ],
  ['syntax.ts', 'export const webhooks = {', 'syntax.ts does not load: Expected identifier but found end of file ('],
  ['throws.ts', 'throw new Error("no luck\\ntoday"); export {};', 'throws.ts does not load: no luck'],
  [
    'named.ts',
    `import { parseWebhooks } from 'breakwater/webhooks'; export const webhooks = parseWebhooks({ sources: {} });`,
    'named.ts needs mending: "sources" names no source',
  ],
])('says what is wrong with %s in one sentence', async (name, text, sentence) => {
  const { message, exitCode } = await load(name, text).then(
    () => ({ message: 'loaded', exitCode: 0 }),
    (error) => error,
  );
  expect(exitCode).toBe(2);
  expect(message).toContain(sentence);
  expect(message).not.toContain('\n');
});

test('says that there is no such file', async () => {
  const error = await loadConfiguration(directory, 'missing.ts').catch((refusal) => refusal);
  expect(error).toMatchObject({
    exitCode: 2,
    message: 'there is no configuration missing.ts: name another with --config FILE',
  });
});
