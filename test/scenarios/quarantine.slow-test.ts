import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { eventually, freePort, type Running, startRunning, temporaryDirectory } from './running.ts';

const RIGHT = `whsec_${randomBytes(24).toString('base64')}`;
const WRONG = `whsec_${randomBytes(24).toString('base64')}`;
const COUNT = 50;
const directory = temporaryDirectory();
const data = temporaryDirectory();
const effects = join(directory, 'effects');
const bodies = Array.from({ length: COUNT }, (_, index) =>
  JSON.stringify({
    id: `evt_kept_${index}`,
    type: 'payment_intent.succeeded',
    created: 1767225600,
    // One is too large for a message.
    data: { object: { effects, filler: 'x'.repeat(index === 0 ? 4_000_000 : 1) } },
  }),
);
let running: Running;

afterAll(async () => {
  await running.stop();
});

/** A run on the same data, as after an operator has set another secret. */
const start = async (secret: string, port: number) =>
  startRunning({ config: 'test/scenarios/fixtures/webhooks.ts', data, port, secrets: { stripe: [secret] } });

const post = (body: string) =>
  fetch(`${running.url}/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret: RIGHT }),
    },
    body,
  });

async function cli(...words: string[]) {
  const { code, stdout, stderr } = await running.cli('quarantine', ...words);
  return {
    code,
    stderr,
    list: JSON.parse(stdout || 'null') as { verdict: string; outcome: string; events: object[] }[],
  };
}

const linesOf = () => readFileSync(effects, 'utf8').split('\n').filter(Boolean);

test('50 events refused for a wrong secret are let in once it is right, and none has an effect twice', async () => {
  const port = await freePort();
  running = await start(WRONG, port);
  writeFileSync(effects, '');
  const refused = await Promise.all(bodies.map(post));
  expect(refused.map(({ status }) => status)).toEqual(Array(COUNT).fill(401));
  expect((await cli('recheck', '--source', 'stripe', '--json')).list.map(({ verdict }) => verdict)).toEqual(
    Array(COUNT).fill('wrong-signature'),
  );
  const early = await cli('release', '--source', 'stripe', '--json');
  expect(early.list.map(({ outcome }) => outcome)).toEqual(Array(COUNT).fill('wrong-signature'));
  expect(await running.stop()).toBe(0);

  running = await start(RIGHT, port);
  const { list: kept } = await cli('list', '--source', 'stripe', '--limit', '100', '--json');
  expect(kept).toHaveLength(COUNT);
  const dry = await cli('release', '--source', 'stripe', '--dry-run', '--json');
  expect(dry.list.map(({ verdict }) => verdict)).toEqual(Array(COUNT).fill('releasable'));
  expect(dry.stderr).toContain(`${COUNT} of ${COUNT} kept requests of the local run on port ${port} verify`);
  expect((await cli('list', '--limit', '100', '--json')).list).toHaveLength(COUNT);
  expect(linesOf()).toEqual([]);

  const released = await cli('release', '--source', 'stripe', '--json');
  expect(released).toMatchObject({ code: 0 });
  expect(released.list.map(({ outcome }) => outcome)).toEqual(Array(COUNT).fill('accepted'));
  await eventually(
    async () => linesOf().length,
    (count) => count >= 2 * COUNT,
  );

  const again = await Promise.all(bodies.map(async (body) => (await post(body)).json()));
  expect(again).toEqual(Array(COUNT).fill(expect.objectContaining({ status: 'duplicate' })));
  expect((await cli('release', '--source', 'stripe', '--json')).list).toEqual([]);
  const digest = createHash('sha256')
    .update(bodies[0] ?? '')
    .digest('hex');
  expect(linesOf()).toEqual(expect.arrayContaining([`first evt_kept_0 ${digest}`, `second evt_kept_0 ${digest}`]));
  const lines = linesOf().map((line) => line.split(' ').slice(0, 2).join(' '));
  expect(lines).toHaveLength(2 * COUNT);
  expect(new Set(lines).size).toBe(2 * COUNT);
}, 120_000);
