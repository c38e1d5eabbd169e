import { type LevelStore, writeTogether } from '../../../local/engines/write-together.ts';

/** A LevelDB whose batches end when they are told to. */
function slowStore() {
  const stored = new Map<string, unknown>();
  const batches: { readonly keys: readonly string[]; end(error?: Error): void }[] = [];
  const store: LevelStore = {
    open: async () => undefined,
    close: async () => undefined,
    getSync: (key) => stored.get(key),
    get: () => undefined,
    put: () => undefined,
    del: () => undefined,
    batch(operations) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      batches.push({
        keys: operations.map(({ key }) => key),
        end(error) {
          if (error) return reject(error);
          for (const each of operations)
            if (each.type === 'put') stored.set(each.key, each.value);
            else stored.delete(each.key);
          resolve();
        },
      });
      return promise;
    },
  };
  writeTogether(store);
  return { store, batches };
}

const turn = () => new Promise(setImmediate);

test('says that a write is done once it is written, and not before', async () => {
  const { store, batches } = slowStore();
  const told: unknown[] = [];
  store.put('item-a', 1, (error) => told.push(error));
  await turn();
  expect(told).toEqual([]);
  batches[0]?.end();
  await turn();
  expect(told).toEqual([null]);
  expect(store.getSync('item-a')).toBe(1);
});

test('gathers what comes while a batch is being written, in its order', async () => {
  const { store, batches } = slowStore();
  store.put('item-a', 1, () => undefined);
  await turn();
  store.put('item-b', 2, () => undefined);
  store.del('item-a', () => undefined);
  await turn();
  expect(batches.map(({ keys }) => keys)).toEqual([['item-a']]);
  batches[0]?.end();
  await turn();
  expect(batches.map(({ keys }) => keys)).toEqual([['item-a'], ['item-b', 'item-a']]);
});

test('writes the place of an item in an index together with the item', async () => {
  const { store, batches } = slowStore();
  const told: string[] = [];
  store.put('index-global~t~i~1', 1, () => {
    told.push('place');
    store.put('item-t~1', 1, () => told.push('item'));
  });
  await turn();
  expect(told).toEqual(['place']);
  expect(batches.map(({ keys }) => keys)).toEqual([['index-global~t~i~1', 'item-t~1']]);
  batches[0]?.end();
  await turn();
  expect(told).toEqual(['place', 'item']);
});

test('tells everybody whose write failed, and goes on', async () => {
  const { store, batches } = slowStore();
  const full = new Error('no space left on device');
  const told: unknown[] = [];
  store.put('item-a', 1, (error) => told.push(error));
  store.put('item-b', 1, (error) => told.push(error));
  await turn();
  batches[0]?.end(full);
  await turn();
  expect(told).toEqual([full, full]);
  store.put('item-c', 1, (error) => told.push(error));
  await turn();
  batches[1]?.end();
  await turn();
  expect(told).toEqual([full, full, null]);
});
