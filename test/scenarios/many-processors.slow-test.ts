import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually, type Running, startRunning, temporaryDirectory } from './running.ts';

const SOURCES = 35;
const PROCESSORS = 100;
const SECRET = 'whsec_0123456789abcdef0123456789abcdef';

const directory = temporaryDirectory();
let run: Running;

beforeAll(async () => {
  const config = join(directory, 'webhooks.ts');
  const entry = JSON.stringify(resolve('test/permissions/fixtures/obey.ts'));
  writeFileSync(
    config,
    `import { defineWebhooks, hmac } from ${JSON.stringify(resolve('core/index.ts'))};
const provider = hmac({ header: 'X-Acme-Signature', eventId: 'body.id', eventType: 'body.type' });
const numbered = (prefix: string, count: number, of: (index: number) => object) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [prefix + '-' + index, of(index)]));
export const webhooks = defineWebhooks({
  sources: numbered('acme', ${SOURCES}, () => ({ provider })),
  processors: numbered('work', ${PROCESSORS}, (index) => ({ on: { ['acme-' + (index % ${SOURCES})]: ['*'] }, entry: ${entry} })),
});
`,
  );
  const secrets = Object.fromEntries(Array.from({ length: SOURCES }, (_, index) => [`acme-${index}`, [SECRET]]));
  run = await startRunning({ config, secrets });
}, 240_000);
afterAll(() => run.stop());

test('100 processors run on one machine, those of nested stacks too', async () => {
  expect(run.log()).not.toContain('leaves out');
  // One whose secret is in a nested stack, and whose processors are in the stack itself and in two nested ones.
  const sources = [0, 5, 34];
  for (const index of sources) {
    const body = JSON.stringify({ id: `evt-${index}`, type: 'order.placed' });
    const headers = { 'x-acme-signature': createHmac('sha256', SECRET).update(body).digest('hex') };
    const { status } = await fetch(`${run.url}/webhooks/acme-${index}`, { method: 'POST', headers, body });
    expect(status).toBe(200);
  }
  const shown = async () =>
    Promise.all(
      sources.map(async (index) => {
        const { stdout } = await run.cli('events', 'show', `acme-${index}`, `evt-${index}`, '--json');
        const { processors } = JSON.parse(stdout);
        return Object.entries<{ status: string }>(processors)
          .map(([name, { status }]) => `${name} ${status}`)
          .sort();
      }),
    );
  const answers = await eventually(shown, (all) => all.flat().every((one) => one.endsWith(' done')), 90_000);
  expect(answers).toEqual([
    ['work-0 done', 'work-35 done', 'work-70 done'],
    ['work-40 done', 'work-5 done', 'work-75 done'],
    ['work-34 done', 'work-69 done'],
  ]);
}, 150_000);
