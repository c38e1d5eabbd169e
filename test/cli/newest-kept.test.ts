import { newestKept } from '../../cli/quarantine/newest-kept.ts';
import { quarantineKey } from '../../core/quarantine.ts';
import type { Period, QuarantineStore, StoredEntry } from '../../lambda/aws/quarantine-store.ts';

const NOW = Date.parse('2026-01-20T00:00:00Z');
const MINUTE = 60_000;

const entry = (source: string, minutesAgo: number): StoredEntry => {
  const receivedAt = new Date(NOW - minutesAgo * MINUTE).toISOString();
  const cause = minutesAgo % 2 ? ('stale-timestamp' as const) : ('wrong-signature' as const);
  const facts = { source, receivedAt, cause, requestId: `r-${minutesAgo}` };
  return { ...facts, key: quarantineKey(facts), bytes: 1 };
};

/** A store that notes how much was listed. */
function storeOf(all: readonly StoredEntry[]) {
  const listed: string[] = [];
  const store: Pick<QuarantineStore, 'list'> = {
    async *list(name: string, { from = '', to = '~' }: Period) {
      const sorted = all.filter(({ source }) => source === name).sort((a, b) => a.key.localeCompare(b.key));
      for (const each of sorted) {
        if (each.receivedAt < from || each.receivedAt >= to) continue;
        listed.push(each.requestId);
        yield each;
      }
    },
  };
  return { store: store as QuarantineStore, listed };
}

const everything = { sources: ['a', 'b'], limit: 100, matches: () => true, now: NOW };
const minutesOf = (entries: readonly StoredEntry[]) => entries.map(({ requestId }) => Number(requestId.slice(2)));

test('the newest come first, of all sources and over every age that is kept', async () => {
  const { store } = storeOf([
    entry('a', 5),
    entry('b', 3),
    entry('a', 20_100),
    entry('b', 61),
    entry('a', 180),
    entry('a', -2),
  ]);
  expect(minutesOf(await newestKept(store, everything))).toEqual([-2, 3, 5, 61, 180, 20_100]);
  expect(minutesOf(await newestKept(store, { ...everything, limit: 2 }))).toEqual([-2, 3]);
});

test('each comes once, also at the edge of a period', async () => {
  const { store } = storeOf([59, 60, 61, 119, 120, 121, 240].map((minutes) => entry('a', minutes)));
  expect(minutesOf(await newestKept(store, everything))).toEqual([59, 60, 61, 119, 120, 121, 240]);
});

test('nothing is listed that is older than what was found', async () => {
  const { store, listed } = storeOf([entry('a', 5), entry('a', 6), entry('a', 5000)]);
  await newestKept(store, { ...everything, sources: ['a'], limit: 2 });
  expect(listed).toEqual(['r-6', 'r-5']);
});

test('a moment and a condition leave out the rest', async () => {
  const { store } = storeOf([1, 2, 3, 100, 101, 102].map((minutes) => entry('a', minutes)));
  const since = new Date(NOW - 101 * MINUTE).toISOString();
  expect(minutesOf(await newestKept(store, { ...everything, since }))).toEqual([1, 2, 3, 100, 101]);
  const matches = ({ cause }: StoredEntry) => cause === 'stale-timestamp';
  expect(minutesOf(await newestKept(store, { ...everything, matches }))).toEqual([1, 3, 101]);
});
