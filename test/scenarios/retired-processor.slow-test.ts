import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { breakwater, eventually, startRunning, temporaryDirectory } from './running.ts';

const SECRET = 'acme-secret-of-thirty-two-bytes!';
const directory = temporaryDirectory();
const config = join(directory, 'webhooks.ts');
const trace = join(directory, 'trace');

/** A configuration whose processor `old` is described so; `other` wants everything. */
function configure(old: string): void {
  const entry = JSON.stringify(resolve('test/scenarios/fixtures/flow/processors/note.ts'));
  writeFileSync(
    config,
    `import { defineWebhooks, hmac } from ${JSON.stringify(resolve('core/index.ts'))};
const acme = hmac({ header: 'X-Acme-Signature', eventId: 'body.id', eventType: 'body.type' });
export const webhooks = defineWebhooks({
  sources: { acme: { provider: acme } },
  processors: { ${old && `old: { ${old}, entry: ${entry}, firstRetrySeconds: 1 },`} other: { on: { acme: ['else'] }, entry: ${entry} } },
});\n`,
  );
}

async function post(url: string, event: object): Promise<string> {
  const body = JSON.stringify({ type: 'order', trace, ...event });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  const answer = await fetch(`${url}/webhooks/acme`, { method: 'POST', headers, body });
  return `${answer.status} ${Object(await answer.json()).status}`;
}

const processed = () =>
  readFileSync(trace, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ')[0])
    .sort();

test('a retired processor still gets what is on its queue and nothing more, and the status says when it can go', async () => {
  configure("on: { acme: ['order'] }");
  writeFileSync(trace, '');
  const data = join(directory, 'data');
  const secrets = { acme: [SECRET] };
  const before = await startRunning({ config, data, secrets });
  await before.cli('pause', 'old');
  const ids = ['a', 'b', 'c'];
  expect(await Promise.all(ids.map((id) => post(before.url, { id })))).toEqual(ids.map(() => '200 accepted'));
  await before.stop();

  configure("on: { acme: ['order'] }, retired: true");
  const after = await startRunning({ config, data, secrets });
  expect(await post(after.url, { id: 'later' })).toBe('200 ignored');
  const statusOf = async () => JSON.parse((await after.cli('status', 'old', '--json')).stdout)[0];
  const left = await eventually(statusOf, ({ waiting, held }) => waiting + held === 3);
  expect(left).toMatchObject({ processor: 'old', state: 'paused', retired: true, removable: false });
  expect((await after.cli('status')).stdout).toContain('retired, 3 events are still to be processed');
  expect(processed()).toEqual([]);

  await after.cli('resume', 'old');
  await eventually(
    async () => processed(),
    (all) => all.length === 3,
    60_000,
  );
  expect(await eventually(statusOf, ({ removable }) => removable)).toMatchObject({
    waiting: 0,
    held: 0,
    deadLetters: 0,
  });
  expect((await after.cli('status')).stdout).toContain('retired, and empty: it can be taken out of the configuration');
  expect(processed()).toEqual(ids);
  await after.stop();

  configure('');
  const gone = await startRunning({ config, data, secrets });
  expect(await post(gone.url, { id: 'last' })).toBe('200 ignored');
  expect((await breakwater('status', '--port', String(gone.port), '--json')).stdout).not.toContain('"old"');
  await gone.stop();
}, 180_000);
