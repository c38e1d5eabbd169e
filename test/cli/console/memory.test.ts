import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliveryFile } from '../../../cli/console/memory/delivery-file.ts';
import { deliveryMemory } from '../../../cli/console/memory/delivery-memory.ts';
import { logMemory } from '../../../cli/console/memory/log-memory.ts';
import { redactHeaders } from '../../../cli/console/memory/redact-headers.ts';
import type { TakenDelivery } from '../../../local/http/http-api-server.ts';
import { eventually } from '../../local/run-in-process.ts';

const delivery = (body: string, headers: TakenDelivery['headers'] = []): TakenDelivery => ({
  path: '/webhooks/stripe',
  method: 'POST',
  headers,
  body: Buffer.from(body),
  requestId: 'r',
  receivedAt: 1,
  status: 200,
});

test('keeps no signature, cookie or credential of a request', () => {
  const names = ['Stripe-Signature', 'Authorization', 'Cookie', 'X-Shopify-Hmac-Sha256', 'X-Gitlab-Token', 'X-Api-Key'];
  const kept = redactHeaders([...names.map((name) => [name, 'secret'] as const), ['Content-Type', 'text/plain']]);
  expect(kept).toEqual([...names.map((name) => [name, '[redacted]']), ['Content-Type', 'text/plain']]);
});

test('keeps the newest deliveries, up to a number and a size, and one that came again once', () => {
  const memory = deliveryMemory(2, 100);
  const digests = ['one', 'two', 'one', 'three'].map((body) => memory.add(delivery(body)).digest);
  expect(digests.map((digest) => memory.find(digest)?.body.toString())).toEqual(['one', undefined, 'one', 'three']);
  const large = memory.add(delivery('x'.repeat(99)));
  expect(memory.find(digests[0] ?? '')).toBeUndefined();
  expect(memory.find(large.digest)).toBeDefined();
});

test('finds bodies by a text in them, in whatever case, and takes no sign for a pattern', () => {
  const memory = deliveryMemory();
  const { digest } = memory.add(delivery('{"name":"Zoë (1.5)"}'));
  memory.add(delivery('{"name":"Zoe 1x5"}'));
  expect([...memory.containing('ZOË (1.5)')]).toEqual([digest]);
  expect(memory.containing('nobody').size).toBe(0);
});

test('has deliveries after a restart, byte for byte, for nobody else to read', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
  const kept = deliveryMemory().add({ ...delivery(''), body: Buffer.from([0, 255, 10]) });
  deliveryFile(directory, fail).append(kept);
  const file = join(directory, 'deliveries.ndjson');
  const text = await eventually(
    () => readFileSync(file, 'utf8'),
    (written) => written.endsWith('\n'),
  );
  expect(statSync(file).mode & 0o077).toBe(0);
  writeFileSync(file, `${text}{"digest":"half wri`);
  const read = [];
  for await (const one of deliveryFile(directory, fail).read()) read.push(one);
  expect(read).toEqual([kept]);
  rmSync(directory, { recursive: true });
});

const fail = (error: Error) => {
  throw error;
};

test('remembers what functions say of an event, and how long it took', () => {
  const logs = logMemory();
  const say = (line: object) => logs.add({ kind: 'log', text: JSON.stringify(line) }, new Date(0));
  const event = { source: 'stripe', event: 'evt_1' };
  say({ level: 'info', message: 'accepted', ...event, ms: 900 });
  say({ level: 'warn', message: 'attempt failed', ...event, processor: 'pay', attempt: 1, error: 'Error: no' });
  say({ level: 'info', message: 'done', ...event, processor: 'pay', attempt: 2, ms: 12 });
  say({ level: 'info', message: 'done', ...event, processor: 'ship', attempt: 1, ms: 40 });
  logs.add({ kind: 'log', text: 'no JSON' }, new Date(0));
  logs.add({ kind: 'progress', text: JSON.stringify(event) }, new Date(0));
  expect(logs.of('stripe', 'evt_1').map(({ message }) => message)).toEqual([
    'accepted',
    'attempt failed',
    'done',
    'done',
  ]);
  expect(logs.of('stripe', 'evt_1')[1]).toMatchObject({ processor: 'pay', attempt: 1, fields: { error: 'Error: no' } });
  expect(logs.durationOf('stripe', 'evt_1')).toBe(40);
  expect(logs.durationOf('stripe', 'evt_2')).toBeUndefined();
});
