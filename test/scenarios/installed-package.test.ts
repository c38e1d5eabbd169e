import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryDirectory } from './running.ts';

const app = temporaryDirectory();
const written = (name: string, text: string) => writeFileSync(join(app, name), text);

beforeAll(() => {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', app], { encoding: 'utf8' }).trim();
  const modules = join(app, 'node_modules');
  mkdirSync(modules);
  execFileSync('tar', ['-xzf', join(app, packed), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'breakwater')]);
  // What npm would install beside it.
  for (const name of readdirSync('node_modules'))
    if (!name.startsWith('.')) symlinkSync(resolve('node_modules', name), join(modules, name));
}, 60_000);

test('another CDK app deploys the stack from the packed package, with its own configuration and processor', () => {
  written('package.json', '{"type":"module"}');
  written(
    'webhooks.ts',
    `import { defineWebhooks, hmac } from 'breakwater';
     export const webhooks = defineWebhooks({
       sources: { acme: { provider: hmac({ header: 'X-Acme', eventId: 'body.id' }) } },
       processors: { bill: { on: { acme: ['*'] }, entry: './bill.ts' } },
     });`,
  );
  written(
    'bill.ts',
    `import { defineProcessor } from 'breakwater/processor';
     export const handler = defineProcessor((event, { log }) => log.info('billed', { event: event.id }));`,
  );
  written(
    'app.ts',
    `import { App } from 'aws-cdk-lib';
     import { WebhookStack } from 'breakwater';
     import { webhooks } from './webhooks.ts';
     const stack = new WebhookStack(new App(), 'Shop', { webhooks, configurationFile: 'webhooks.ts' });
     stack.processors.bill.function.addEnvironment('CURRENCY', 'EUR');`,
  );
  const env = { ...process.env, CDK_OUTDIR: join(app, 'cdk.out') };
  execFileSync(process.execPath, ['--import', 'tsx', 'app.ts'], { cwd: app, env });

  const template = JSON.parse(readFileSync(join(app, 'cdk.out', 'Shop.template.json'), 'utf8'));
  expect(Object.keys(template.Outputs).sort()).toEqual([
    'BillDeadLetterQueueUrl',
    'BillQueueUrl',
    'ClaimCheckBucketName',
    'LedgerTableName',
    'QuarantineBucketName',
    'QueueUrlPrefix',
    'WebhookUrl',
  ]);
  const bundles = readdirSync(join(app, 'cdk.out'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^asset\..*index\.mjs$/.test(file),
  );
  expect(bundles).toHaveLength(2);
  const texts = bundles.map((file) => readFileSync(join(app, 'cdk.out', file), 'utf8'));
  expect(texts.filter((text) => text.includes('billed'))).toHaveLength(1);
  expect(texts.filter((text) => text.includes('aws-cdk-lib'))).toEqual([]);
}, 60_000);
