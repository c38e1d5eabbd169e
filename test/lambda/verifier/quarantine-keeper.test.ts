import { decodeQuarantined, type QuarantinedRequest } from '../../../core/quarantine.ts';
import type { Quarantine } from '../../../lambda/aws/quarantine.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { quarantineKeeper } from '../../../lambda/verifier/quarantine-keeper.ts';

/** S3 and the table, shared by every instance. */
function standIn(overrides: Partial<Quarantine> = {}) {
  const counts = new Map<string, number>();
  const objects = new Map<string, string>();
  const calls: string[] = [];
  const quarantine: Quarantine = {
    async count({ pk }, most) {
      calls.push(`count ${pk}`);
      const before = counts.get(pk) ?? 0;
      if (before >= most) return false;
      counts.set(pk, before + 1);
      return true;
    },
    async put(key, text) {
      calls.push(`put ${key}`);
      objects.set(key, text);
    },
    ...overrides,
  };
  return { quarantine, objects, calls };
}

const lines: string[] = [];
const log = jsonLog((line) => lines.push(line));
beforeEach(() => lines.splice(0));

const request = (id: number, minute = 0, source = 'stripe'): QuarantinedRequest => ({
  source,
  requestId: `r-${id}`,
  receivedAt: new Date(Date.parse('2026-01-01T00:00:00Z') + minute * 60_000 + (id % 60_000)).toISOString(),
  cause: 'wrong-signature',
  delivery: {
    method: 'POST',
    url: 'https://a.test/webhooks/stripe',
    headers: { s: 'private' },
    body: Buffer.from('b'),
  },
});

test('a request is counted first, and then kept whole', async () => {
  const { quarantine, objects, calls } = standIn();
  expect(await quarantineKeeper({ quarantine })(request(1), log)).toBe(true);
  const [[key = '', text = ''] = []] = objects;
  expect(calls).toEqual(['count #quarantine#stripe#2026-01-01T00:00', `put ${key}`]);
  expect(decodeQuarantined(text)).toEqual(request(1));
  expect(lines).toEqual([]);
});

test('of 1000 in one minute exactly 100 are kept, with one call more, and the next minute has room again', async () => {
  const { quarantine, objects, calls } = standIn();
  const keep = quarantineKeeper({ quarantine });
  for (let id = 0; id < 1000; id++) await keep(request(id), log);
  expect(objects.size).toBe(100);
  expect(calls.length).toBeLessThanOrEqual(201);
  expect(lines).toEqual([expect.stringContaining('quarantine full for this minute')]);
  expect(await keep(request(1, 1), log)).toBe(true);
  expect(await keep(request(1, 1, 'github'), log)).toBe(true);
});

test('many instances keep exactly as many together, and each that comes too late asks once', async () => {
  const { quarantine, objects, calls } = standIn();
  const keepers = Array.from({ length: 20 }, () => quarantineKeeper({ quarantine, most: 10 }));
  for (let id = 0; id < 50; id++) await Promise.all(keepers.map((keep, index) => keep(request(id * 20 + index), log)));
  expect(objects.size).toBe(10);
  expect(calls.filter((call) => call.startsWith('count')).length).toBeLessThanOrEqual(10 + 20);
  expect(new Set(lines)).toEqual(new Set([expect.stringContaining('quarantine full for this minute')]));
  expect(lines).toHaveLength(20);
});

test('one instance asks no more often than there is room, however many come at once or fail', async () => {
  const failing = standIn({ count: () => Promise.reject(new Error('ThrottlingException')) });
  const count = jest.fn(failing.quarantine.count);
  const keep = quarantineKeeper({ quarantine: { ...failing.quarantine, count }, most: 10 });
  await Promise.all(Array.from({ length: 100 }, (_, id) => keep(request(id), log)));
  expect(count).toHaveBeenCalledTimes(10);
});

test.each<[string, Partial<Quarantine>]>([
  ['the count fails', { count: () => Promise.reject(new Error('no table')) }],
  ['S3 fails', { put: () => Promise.reject(new Error('no bucket')) }],
  ['the count never ends', { count: () => new Promise(() => undefined) }],
  ['S3 never ends', { put: () => new Promise(() => undefined) }],
])('when %s it says so, soon, and nothing of the request', async (_, overrides) => {
  const { quarantine } = standIn(overrides);
  const timer = setTimeout(() => undefined, 10_000);
  expect(await quarantineKeeper({ quarantine, timeoutMs: 50 })(request(1), log)).toBe(false);
  clearTimeout(timer);
  expect(lines).toEqual([expect.stringContaining('not kept in quarantine')]);
  expect(lines.join()).not.toContain('private');
});
