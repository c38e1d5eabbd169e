import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type Running, startRunning, temporaryDirectory } from '../scenarios/running.ts';

const config = join(temporaryDirectory(), 'webhooks.ts');
/** A secret of another form than most senders'. */
const ACME = "acme: { provider: hmac({ header: 'X-Signature', secret: 'hex' }) }";
const configure = (sources: string) =>
  writeFileSync(
    config,
    `import { hmac, parseWebhooks } from 'breakwater/webhooks';
     export const webhooks = parseWebhooks({ sources: { stripe: {}, ${sources} }, processors: {} });`,
  );
let running: Running;
const afterReady: string[] = [];

beforeAll(async () => {
  configure('');
  running = await startRunning({ config });
  running.process.stdout?.on('data', (chunk) => afterReady.push(String(chunk)));
}, 60_000);

const post = async (source: string) => (await fetch(`${running.url}/webhooks/${source}`, { method: 'POST' })).status;

test('takes over a source that is added while it runs, with a secret that trigger finds', async () => {
  expect(await post('acme')).toBe(404);
  configure(ACME);
  await eventually(
    () => post('acme'),
    (status) => status === 401,
  );
  await eventually(
    async () => running.log(),
    (log) => log.includes('the change is live'),
  );
  expect(await running.cli('trigger', 'acme')).toMatchObject({ code: 0 });
});

test('says what is wrong with a change, and goes on as before', async () => {
  configure(`${ACME}, nobody: {}`);
  await eventually(
    async () => running.log(),
    (log) => /error: .*source "nobody": there is no provider "nobody"/.test(log),
  );
  expect(running.log()).toContain('everything goes on as it was before the change');
  expect(await post('acme')).toBe(401);
  configure('');
  await eventually(
    () => post('acme'),
    (status) => status === 404,
  );
});

test('drains with Ctrl-C and leaves no trace of the run', async () => {
  expect(await running.stop()).toBe(0);
  expect(running.log()).toContain('stopping');
  expect(existsSync(`.breakwater/runs/${running.port}.json`)).toBe(false);
  expect(existsSync(`.breakwater/assembly-${running.port}`)).toBe(false);
});

test('has written one line to stdout, and everything else to stderr', () => {
  expect(afterReady).toEqual([]);
  expect(running.log()).toMatch(/\d\.\d s {2}synthesizing the app\n[\s\S]*Ready in \d+\.\d s at http/);
});
