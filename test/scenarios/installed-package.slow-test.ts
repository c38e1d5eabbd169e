import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { installPackage } from './install-package.ts';
import { eventually, startRunning, temporaryDirectory } from './running.ts';

const app = temporaryDirectory();
const installed = join(app, 'node_modules', 'breakwater');
let size: number;

beforeAll(() => {
  size = installPackage(app);
}, 300_000);

const CONFIGURATION = `
  import { defineWebhooks, hmac } from 'breakwater';
  export const webhooks = defineWebhooks({
    sources: { acme: { provider: hmac({ header: 'X-Acme', eventId: 'body.id' }) }, stripe: {} },
    processors: { bill: { on: { acme: ['*'] } } },
  });`;
const PROCESSOR = `
  import { defineProcessor } from 'breakwater/processor';
  export const handler = defineProcessor((event, { log }) => log.info('billed', { event: event.id }));`;
const stackOf = (extension: string) => `
  import { App } from 'aws-cdk-lib';
  import { WebhookStack } from 'breakwater';
  import { webhooks } from './webhooks.${extension === 'ts' ? 'js' : extension}';
  const stack = new WebhookStack(new App(), 'Shop', { webhooks, configurationFile: 'src/webhooks.${extension}' });
  stack.processors['bill']?.function.addEnvironment('CURRENCY', 'EUR');`;

/** An app in TypeScript (`ts`) or plain JavaScript (`js`). */
const appIn = (extension: 'ts' | 'js') => ({
  [`app.${extension}`]: stackOf(extension),
  [`webhooks.${extension}`]: CONFIGURATION,
  [`processors/bill.${extension}`]: PROCESSOR,
});

/** Makes these the only sources of the app. */
function written(files: Readonly<Record<string, string>>): void {
  rmSync(join(app, 'src'), { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(app, 'src', name)), { recursive: true });
    writeFileSync(join(app, 'src', name), text);
  }
}

/** Compiles the app's sources to `out`, and tells what the compiler has to say, also of the types that it imports. */
function compile(options: object = { module: 'node16' }): string {
  const always = {
    strict: true,
    skipLibCheck: false,
    types: ['node'],
    target: 'es2022',
    rootDir: 'src',
    outDir: 'out',
  };
  writeFileSync(
    join(app, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...always, ...options }, include: ['src'] }),
  );
  const tsc = resolve('node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: app, encoding: 'utf8' }).stdout;
}

/** What Node synthesizes: the template, but for where files are and what they hash to. */
function synthesize(...words: string[]): unknown {
  const assembly = join(app, 'cdk.out');
  rmSync(assembly, { recursive: true, force: true });
  execFileSync(process.execPath, words, { cwd: app, env: { ...process.env, CDK_OUTDIR: assembly } });
  const text = readFileSync(join(assembly, 'Shop.template.json'), 'utf8').replaceAll(/\b[0-9a-f]{64}\b/g, 'HASH');
  return JSON.parse(text, (key, value) => (key === 'Metadata' ? undefined : value));
}

const bundles = () =>
  ['_verifier', 'bill'].map((name) => readFileSync(join(app, 'cdk.out/bundles/Shop', name, 'index.mjs'), 'utf8'));

test('the package is compiled modules, their types and the docs: no source, no test, and nothing to run sources with', () => {
  expect(
    readdirSync(installed)
      .filter((name) => name !== 'node_modules')
      .sort(),
  ).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'docs', 'package.json']);
  const sources = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(
    (file) => !file.startsWith('node_modules') && /(?<!\.d)\.ts$/.test(file),
  );
  expect(sources).toEqual([]);
  expect(existsSync(join(installed, 'dist', 'test'))).toBe(false);
  expect(existsSync(join(app, 'node_modules', 'tsx'))).toBe(false);
  console.log(`the package has ${Math.round(size / 1000)} kB`);
  expect(size).toBeLessThan(1_000_000);
});

test('an app in TypeScript, checked with all types it imports, has the template and functions of the sources', () => {
  written(appIn('ts'));
  expect(compile({ module: 'esnext', moduleResolution: 'bundler' })).toBe('');
  expect(compile()).toBe('');
  const compiled = synthesize('out/app.js');
  const code = bundles();
  expect(code[1]).toContain('billed');
  expect(code.filter((text) => text.includes('aws-cdk-lib'))).toEqual([]);

  const sources = JSON.stringify(resolve('lib/index.ts'));
  const fromSources = appIn('ts')['app.ts']?.replace("'breakwater'", sources).replace('./webhooks.js', './webhooks.ts');
  written({ ...appIn('ts'), 'app.ts': fromSources ?? '', 'webhooks.ts': CONFIGURATION });
  symlinkSync(resolve('node_modules/tsx'), join(app, 'node_modules', 'tsx'));
  expect(synthesize('--import', 'tsx', 'src/app.ts')).toEqual(compiled);
  // The compiler breaks lines elsewhere, and the minifier gives out names by how often they occur.
  expect(code.join().length / bundles().join().length).toBeCloseTo(1, 2);
}, 240_000);

test('an app in plain JavaScript synthesizes, and its stack takes a signed webhook on this machine', async () => {
  written(appIn('js'));
  writeFileSync(join(app, 'cdk.json'), '{"app":"node src/app.js"}');
  const secret = 'acme-secret-0123456789';
  // What `npx breakwater` runs.
  const launcher = join(app, 'node_modules', '.bin', 'breakwater');
  const running = await startRunning({ launcher, directory: app, secrets: { acme: [secret] } });
  const body = '{"id":"e-1"}';
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme': signature };
  const answer = await fetch(`${running.url}/webhooks/acme`, { method: 'POST', headers, body });
  expect(await answer.json()).toMatchObject({ status: 'accepted', id: 'e-1' });
  await eventually(
    async () => running.log(),
    (log) => /bill billed \[e-1\]/.test(log),
  );
  const { consoleUrl } = JSON.parse(readFileSync(join(app, '.breakwater', 'runs', `${running.port}.json`), 'utf8'));
  const entered = await fetch(consoleUrl, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const script = await fetch(`${running.url}/console/app.js`, { headers: { cookie } });
  expect([script.status, (await script.text()).includes('Dead letters')]).toEqual([200, true]);
  expect(await running.stop()).toBe(0);
}, 240_000);

const PAID = `
  import { defineProcessor } from 'breakwater/processor';
  export const handler = defineProcessor<'stripe', 'invoice.paid'>(({ data }, { log }) => {
    log.info('paid', { amount: data.data.object.amount_paid, oops: data.data.object.amount_payed });
  });`;

test('a processor compiles where the SDK of its provider is not installed; its payload is open', () => {
  written({ 'paid.ts': PAID });
  expect(compile()).toBe('');
});

test('payloads of a sender of your own are typed by declaring them', () => {
  written({
    'made.ts': `
      import { defineProcessor } from 'breakwater/processor';
      declare module 'breakwater/processor' {
        interface EventPayloads { acme: { 'thing.made': { readonly thing: string } } }
      }
      export const handler = defineProcessor<'acme', 'thing.made'>(({ data }) => { data.thing.length; data.think; });`,
  });
  expect(compile().trim().split('\n')).toEqual([expect.stringMatching(/^src\/made\.ts.*'think' does not exist/)]);
});

test('a payload is typed by a type-only import and the SDK', () => {
  symlinkSync(resolve('node_modules/stripe'), join(app, 'node_modules', 'stripe'));
  written({ 'paid.ts': PAID, 'payloads.ts': "import type {} from 'breakwater/types/stripe';" });
  expect(compile().trim().split('\n')).toEqual([
    expect.stringMatching(/^src\/paid\.ts.*'amount_payed' does not exist/),
  ]);
});
