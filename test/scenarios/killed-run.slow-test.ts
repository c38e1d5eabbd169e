import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { eventually, freePort, startRunning, temporaryDirectory } from './running.ts';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const directory = temporaryDirectory();

test('kill -9 of the whole run in the middle of 100 events loses none that was answered 200', async () => {
  const effects = join(directory, 'effects');
  writeFileSync(effects, '');
  const options = {
    config: 'test/scenarios/fixtures/webhooks.ts',
    data: join(directory, 'data'),
    port: await freePort(),
    secrets: { stripe: [SECRET] },
  };
  const first = await startRunning(options);
  const accepted: string[] = [];
  const posts = Array.from({ length: 100 }, async (_, index) => {
    const id = `evt_${index}`;
    const object = { effects, sleepMs: 20 };
    const body = JSON.stringify({ id, type: 'payment_intent.succeeded', created: 1767225600, data: { object } });
    const headers = { 'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET }) };
    const response = await fetch(`${first.url}/webhooks/stripe`, { method: 'POST', headers, body });
    if (response.status === 200) accepted.push(id);
    if (accepted.length === 60) await first.kill();
  });
  await Promise.allSettled(posts);
  expect(accepted.length).toBeGreaterThanOrEqual(60);
  await eventually(
    async () => processesOf(first.process.pid),
    (left) => left.length === 0,
  );
  const before = processed(effects);
  expect(before.size).toBeLessThan(2 * accepted.length);

  const second = await startRunning(options);
  try {
    const wanted = accepted.flatMap((id) => [`first ${id}`, `second ${id}`]);
    const missing = async () => wanted.filter((effect) => !processed(effects).has(effect));
    // A claim that died with the run is over when its lease is: after the processor's timeout of 4 s.
    await eventually(missing, (left) => left.length === 0, 90_000);
    expect(await second.stop()).toBe(0);
  } finally {
    // A run that is left up would keep a failed test from ending.
    await second.kill();
  }
}, 180_000);

const processed = (file: string) =>
  new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ').slice(0, 2).join(' ')),
  );

/** The processes that belong to a run which is gone: none may outlive it. */
function processesOf(pid: number | undefined): string[] {
  const list = execFileSync('ps', ['-eo', 'pid,ppid,pgid,args'], { encoding: 'utf8' }).split('\n');
  return list.filter((line) => line.includes('bootstrap.mjs') && line.includes(` ${pid} `));
}
