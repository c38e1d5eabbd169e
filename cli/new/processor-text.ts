import { sampleDelivery, sampleTypes } from '../../core/catalogue/index.ts';
import { parseBody } from '../../core/envelope.ts';
import type { Webhooks } from '../../core/index.ts';
import { matchesType } from '../../core/routing.ts';
import type { ProjectLayout } from './project-layout.ts';
import { type Subscriptions, typedProvider } from './subscriptions.ts';

/** What the texts of a new processor are made of. */
export interface NewProcessor {
  readonly name: string;
  readonly on: Subscriptions;
  readonly webhooks: Webhooks;
  readonly layout: ProjectLayout;
}

const LONGEST_LINE = 120;

/** The module of a new processor: its work apart, so that a test can call it without AWS. */
export function processorText({ on, webhooks, layout }: NewProcessor): string {
  const body = ["  log.info('received', { type: event.type });", '};', ''];
  const { processorModule } = layout;
  if (!layout.isTypeScript)
    return [
      `import { defineProcessor } from '${processorModule}';`,
      '',
      '/** The work on one event. It may run again for the same event: pass `idempotencyKey` on to whatever takes one. */',
      'export const work = async (event, { log }) => {',
      ...body,
      'export const handler = defineProcessor(work);',
      '',
    ].join('\n');
  const event = eventType(on, webhooks);
  return [
    `import { defineProcessor, ${event.imports}type ProcessorFunction } from '${processorModule}';`,
    '',
    ...event.declares,
    '/** The work on one event. It may run again for the same event: pass `idempotencyKey` on to whatever takes one. */',
    `export const work: ProcessorFunction${event.argument} = async (event, { log }) => {`,
    ...body,
    `export const handler = defineProcessor${event.generics}(work);`,
    '',
  ].join('\n');
}

/** A type of its own where it is known which provider sends what; else any event. */
function eventType(on: Subscriptions, webhooks: Webhooks) {
  const typed = typedProvider(on, webhooks);
  if (!typed) return { imports: '', declares: [], argument: '', generics: '' };
  const generics = (types: readonly string[]) => `<'${typed.id}', ${types.map((type) => `'${type}'`).join(' | ')}>`;
  const declared = (text: string) => `type Event = EventOf${text};`;
  const precise = generics(typed.types);
  const open = `<'${typed.id}', string>`;
  const isOpen = typed.types.includes('*') || declared(precise).length > LONGEST_LINE;
  const chosen = isOpen ? open : precise;
  return { imports: 'type EventOf, ', declares: [declared(chosen), ''], argument: '<Event>', generics: chosen };
}

/** What the runtime around the work reads when the module is loaded; nothing of it is called. */
const ENVIRONMENT = [
  '// What the runtime around the work reads when its module is loaded. Nothing of it is called here.',
  'Object.assign(process.env, {',
  "  AWS_REGION: 'us-east-1',",
  "  PROCESSOR: 'NAME',",
  "  STACK_NAME: 'Webhooks',",
  "  LEDGER_TABLE: 'ledger',",
  "  QUEUE_URL: 'http://127.0.0.1/queue',",
  "  DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1/dead-letters',",
  "  MAX_ATTEMPTS: '10',",
  "  FIRST_RETRY_SECONDS: '12',",
  "  CLAIM_CHECK_BUCKET: 'claim-checks',",
  '});',
];

/** The test of a new processor: it calls the work with an event as the provider sends it. */
export function processorTestText(processor: NewProcessor): string {
  const { name, layout } = processor;
  const { isTypeScript } = layout;
  const file = layout.testFile(name);
  const { source, provider, type, data } = sampleEvent(processor);
  return [
    ...imports(layout),
    ...ENVIRONMENT.map((line) => line.replace("'NAME'", `'${name}'`)),
    '',
    `const DATA =\n  ${quoted(JSON.stringify(data))};`,
    '',
    `test('${name} says in the log what it received', async () => {`,
    `  const { work } = await import('${layout.importedBy(file, layout.processorFile(name))}');`,
    `  const lines${isTypeScript ? ': string[]' : ''} = [];`,
    `  const write = (message${isTypeScript ? ': string' : ''}) => void lines.push(message);`,
    `  const log${isTypeScript ? ": ProcessorContext['log']" : ''} = { info: write, warn: write, error: write, with: () => log };`,
    '  const event = {',
    "    id: '1',",
    `    source: ${quoted(source)},`,
    `    provider: ${quoted(provider)},`,
    `    type: ${type},`,
    '    time: new Date(),',
    '    receivedAt: new Date(),',
    "    contentType: 'application/json',",
    '    data: JSON.parse(DATA),',
    '    rawBody: Buffer.from(DATA),',
    '  };',
    '  const { signal } = new AbortController();',
    `  const attempt = { idempotencyKey: '${source}#1#${name}', attempt: 1, maxAttempts: 10 };`,
    '  await work(event, { ...attempt, log, signal, transact: async () => undefined });',
    `  ${equalLine(layout)}`,
    '});',
    '',
  ].join('\n');
}

function imports(layout: ProjectLayout): string[] {
  const { testRunner, isTypeScript } = layout;
  const context = isTypeScript ? [`import type { ProcessorContext } from '${layout.runtimeModule}';`] : [];
  const nodes = ["import assert from 'node:assert/strict';", "import { test } from 'node:test';"];
  const runners = { jest: [], vitest: ["import { expect, test } from 'vitest';"], 'node:test': nodes };
  const all = testRunner === 'node:test' ? [...runners['node:test'], ...context] : [...context, ...runners[testRunner]];
  return all.length > 0 ? [...all, ''] : [];
}

const equalLine = ({ testRunner }: ProjectLayout) =>
  testRunner === 'node:test' ? "assert.deepEqual(lines, ['received']);" : "expect(lines).toEqual(['received']);";

function sampleEvent({ on, webhooks, layout }: NewProcessor) {
  const [[source, patterns] = ['', []]] = Object.entries(on);
  const provider = webhooks.sources[source]?.provider;
  if (!provider) throw new Error(`there is no source "${source}"`);
  const known = sampleTypes(provider).find((type) => patterns.some((pattern) => matchesType(pattern, type)));
  const exact = patterns.find((pattern) => !pattern.includes('*'));
  // Which types fit a pattern the compiler knows, and this does not.
  const fits = layout.isTypeScript ? (exact ? ' as const' : ' as never') : '';
  const type = exact ?? known ?? (patterns[0] ?? '').replaceAll('*', 'any');
  const facts = { source, provider: provider.id, type: quoted(type) + fits };
  try {
    const context = { url: 'https://example.com', now: Date.now(), nonce: '1' };
    const { headers, body } = sampleDelivery(provider, exact ?? known, context);
    return { ...facts, data: parseBody(headers['content-type'] ?? 'application/json', body) };
  } catch {
    // There is no sample of what a sender of one's own sends.
    return { ...facts, data: {} };
  }
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
