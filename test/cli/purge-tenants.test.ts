import { inArchive } from '../../cli/purge/in-archive.ts';
import { inQuarantine } from '../../cli/purge/in-quarantine.ts';
import { decodeQuarantined, encodeQuarantined, quarantineKey } from '../../core/quarantine.ts';
import type { StoredEntry } from '../../lambda/aws/quarantine-store.ts';
import { factsAt, standInArchive } from './replay/stand-in-archive.ts';

const search = (texts: readonly string[], ids: readonly string[], tenant?: string) => ({
  sought: { ids, texts, fields: [] },
  sources: ['acme'],
  tenant,
  known: new Set<string>(),
  tell: () => undefined,
});

test("a purge for one tenant leaves another tenant's events, though they hold the same", async () => {
  const events = [factsAt('09:00:00.000', 'one/evt_same'), factsAt('09:10:00.000', 'two/evt_same')];
  const never = { put: () => Promise.reject(new Error('not now')), remove: () => Promise.reject(new Error('not now')) };
  const place = inArchive(standInArchive([events]).store, never);
  const found = async (tenant?: string) =>
    (await place.find(search(['evt_same'], [], tenant))).events.map(({ id }) => id);
  expect(await found('one')).toEqual(['one/evt_same']);
  expect(await found()).toEqual(['one/evt_same', 'two/evt_same']);
});

test("a kept request is found by its event's id, which its sender writes without the tenant", async () => {
  const requests = ['one', 'two'].map((tenant) => ({
    ...{ source: 'acme', tenant, requestId: tenant, receivedAt: '2026-01-01T00:00:00.000Z' },
    cause: 'wrong-signature' as const,
    delivery: { method: 'POST', url: 'https://hooks.example.com', headers: {}, body: Buffer.from('{"id":"evt_1"}') },
  }));
  const removed: string[] = [];
  const place = inQuarantine({
    async *list() {
      for (const request of requests) yield { ...request, key: quarantineKey(request), bytes: 1 } satisfies StoredEntry;
    },
    async read(key) {
      const request = requests.find((each) => quarantineKey(each) === key);
      return request && decodeQuarantined(encodeQuarantined(request));
    },
    remove: async (key) => void removed.push(key),
  });
  await (await place.find(search([], ['one/evt_1']))).remove();
  expect(removed).toEqual([expect.stringContaining('~one.json')]);
  expect((await place.find(search([], ['one/evt_1'], 'two'))).count).toBe(0);
});
