import { inArchive } from '../../cli/purge/in-archive.ts';
import type { Search } from '../../cli/purge/place.ts';
import { readArchiveKey, readArchiveLine } from '../../core/archive.ts';
import type { ArchiveStore } from '../../lambda/aws/archive-store.ts';
import { collect, factsAt, standInArchive } from './replay/stand-in-archive.ts';

/** The archive in memory, as one may write to it; `dies` makes the next deletion fail. */
function writableArchive() {
  const { store: first } = standInArchive([
    [factsAt('09:00:00.000', 'a'), factsAt('09:10:00.000', 'b'), factsAt('09:20:00.000', 'c')],
    [factsAt('10:00:00.000', 'd')],
    [factsAt('11:00:00.000', 'e')],
  ]);
  const written = new Map<string, readonly string[]>();
  const removed = new Set<string>();
  const failing = { next: false };
  const store: ArchiveStore = {
    async *list(source, period) {
      for await (const object of first.list(source, period)) if (!removed.has(object.key)) yield object;
      for (const key of written.keys()) {
        const entry = readArchiveKey(key);
        if (entry && !removed.has(key)) yield { ...entry, key, bytes: 1, writtenAt: 1 };
      }
    },
    async *lines(key) {
      yield* written.get(key) ?? (await collect(first.lines(key)));
    },
  };
  const rewrite = {
    async put(key: string, text: string) {
      written.set(key, text.trimEnd().split('\n'));
    },
    async remove(key: string) {
      if (failing.next) throw new Error('the connection was lost');
      removed.add(key);
    },
  };
  return { place: inArchive(store, rewrite), store, written, failing };
}

const search = (...ids: string[]): Search => ({
  sought: { ids, texts: [], fields: [] },
  sources: ['acme'],
  known: new Set(),
  tell: () => undefined,
});

async function idsIn(store: ArchiveStore) {
  const objects = await collect(store.list('acme', {}));
  const lines = await Promise.all(objects.map(({ key }) => collect(store.lines(key))));
  return lines.map((each) => each.map((line) => readArchiveLine(line).facts.id).join('')).sort();
}

test('an object is written anew without the lines that go, under the times of those that stay', async () => {
  const { place, store, written } = writableArchive();
  const before = await collect(store.lines((await collect(store.list('acme', {})))[0]?.key ?? ''));
  const found = await place.find(search('a', 'd', 'nobody'));
  expect(found).toMatchObject({ count: 2, looked: 3 });
  expect(found.events.map(({ source, id }) => `${source}#${id}`).sort()).toEqual(['acme#a', 'acme#d']);
  expect(await idsIn(store)).toEqual(['abc', 'd', 'e']);
  expect(await found.remove()).toBe(2);
  expect(await idsIn(store)).toEqual(['bc', 'e']);
  const [[key = '', lines] = []] = [...written];
  expect(readArchiveKey(key)).toMatchObject({ from: '2026-01-31T09:10:00.000Z', to: '2026-01-31T09:20:00.000Z' });
  expect(lines).toEqual(before.slice(1));
});

test('a purge that dies between writing and deleting loses nothing, and is completed by the next one', async () => {
  const { place, store, failing } = writableArchive();
  failing.next = true;
  await expect((await place.find(search('b'))).remove()).rejects.toThrow('the connection was lost');
  expect(await idsIn(store)).toEqual(['abc', 'ac', 'd', 'e']);
  failing.next = false;
  expect(await (await place.find(search('b'))).remove()).toBe(1);
  expect(await idsIn(store)).toEqual(['ac', 'd', 'e']);
  expect(await place.find(search('b'))).toMatchObject({ count: 0 });
});
