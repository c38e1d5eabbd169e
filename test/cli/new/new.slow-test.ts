import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readAssembly } from '../../../local/template/assembly.ts';
import { temporaryDirectory } from '../../scenarios/running.ts';

const copy = temporaryDirectory();
const node = process.execPath;

beforeAll(() => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of files.trim().split('\n')) {
    if (/^(docs\/|test\/|node_modules$)/.test(file)) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(file, join(copy, file));
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
});

const breakwater = (...words: string[]) =>
  execFileSync(node, [join(copy, 'bin/breakwater.js'), ...words], { cwd: copy, encoding: 'utf8' });

const own = `acme: { provider: hmac({ header: 'X-Acme', eventId: 'body.id', eventType: 'body.type' }) },`;

test('what is scaffolded compiles, is laid out as the linter wants it, passes its tests and synthesizes', () => {
  const configuration = join(copy, 'bin/webhooks.ts');
  const text = readFileSync(configuration, 'utf8');
  writeFileSync(
    configuration,
    text
      .replace('import { defineWebhooks }', 'import { defineWebhooks, hmac }')
      .replace('twilio: {},', `$&\n    ${own}`),
  );
  breakwater('new', 'source', 'paypal');
  breakwater('new', 'source', 'stripe-connect', '--provider', 'stripe');
  breakwater('new', 'processor', 'of-one', '--on', 'stripe:charge.refunded');
  breakwater('new', 'processor', 'of-a-pattern', '--on', 'stripe:payment_intent.*,charge.*', '--on', 'stripe-connect');
  breakwater('new', 'processor', 'of-several', '--on', 'github:push', '--on', 'slack:/*');
  breakwater('new', 'processor', 'of-an-own-sender', '--on', 'acme:order.placed');
  breakwater('new', 'processor', 'of-all');

  const binary = (name: string) => resolve('node_modules/.bin', name);
  // The repository's own tests are not in the copy: the new ones alone.
  execFileSync(binary('tsc'), ['--noEmit'], { cwd: copy, stdio: 'pipe' });
  execFileSync(binary('biome'), ['check', '--error-on-warnings', '--vcs-enabled=false', 'bin', 'lambda', 'test'], {
    cwd: copy,
    stdio: 'pipe',
  });
  execFileSync(binary('jest'), ['test/lambda/processors', '-w', '1'], { cwd: copy, stdio: 'pipe' });

  const assembly = join(copy, 'cdk.out');
  execFileSync(node, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: copy,
    stdio: 'pipe',
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: '{"aws:cdk:enable-asset-metadata":true}' },
  });
  expect(JSON.stringify(readAssembly(assembly).template)).toContain('of-an-own-sender');
}, 240_000);
