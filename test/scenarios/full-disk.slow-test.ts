import { execFileSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, freePort, type Running, startRunning, temporaryDirectory } from './running.ts';

const SECRET = randomBytes(24).toString('base64');
const directory = temporaryDirectory();
const effects = join(directory, 'effects');

async function post({ url }: Running, id: string): Promise<number | undefined> {
  const body = JSON.stringify({ id, type: 'counted', data: { object: { effects } } });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  return fetch(`${url}/webhooks/acme`, { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => undefined,
  );
}

/** A file size limit of nothing: what the process writes from now on fails as on a full disk, and root is not needed. */
const fillDiskOf = (run: Running) => execFileSync('prlimit', ['--pid', String(run.process.pid), '--fsize=0:']);

test('a full disk ends the run, which says why; what was answered 200 is processed once there is room', async () => {
  writeFileSync(effects, '');
  const data = join(directory, 'data');
  const options = {
    config: 'test/scenarios/fixtures/webhooks.ts',
    data,
    port: await freePort(),
    secrets: { acme: [SECRET] },
  };
  const first = await startRunning(options);
  const ended = new Promise((resolve) => first.process.once('exit', resolve));
  const accepted: string[] = [];
  const send = async (id: string) => {
    if ((await post(first, id)) === 200) accepted.push(id);
  };
  await Promise.all(Array.from({ length: 40 }, (_, index) => send(`evt_${index}`)));
  expect(accepted).toHaveLength(40);
  fillDiskOf(first);
  await Promise.all(Array.from({ length: 20 }, (_, index) => send(`evt_full_${index}`)));
  expect(await ended).toBe(1);
  expect(accepted).toHaveLength(40);
  expect(first.log()).toContain(`error: ${data} cannot be written`);
  expect(first.log()).toContain('make room and start again');

  const second = await startRunning(options);
  try {
    const wanted = accepted.flatMap((id) => [`first ${id}`, `second ${id}`]);
    const missing = async () => wanted.filter((effect) => !readFileSync(effects, 'utf8').includes(`${effect} `));
    await eventually(missing, (left) => left.length === 0, 90_000);
    expect(await post(second, 'evt_after')).toBe(200);
    expect(await second.stop()).toBe(0);
  } finally {
    await second.kill();
  }
}, 180_000);
