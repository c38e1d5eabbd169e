import { startDynalite } from '../../../local/engines/dynalite-engine.ts';
import { rememberTables, type TableStore } from '../../../local/engines/remember-tables.ts';

/** A table that counts how often its definition is read. */
function countingStore() {
  const definitions = new Map<string, object>();
  let reads = 0;
  const store: TableStore = {
    tableDb: {
      put(name, definition, done) {
        definitions.set(name, definition);
        done(null);
      },
      del(name, done) {
        definitions.delete(name);
        done(null);
      },
    },
    getTable(name, ...rest) {
      reads++;
      const definition = definitions.get(name);
      const found = rest.at(-1);
      if (found) found(definition ? null : new Error('not found'), definition);
    },
  };
  rememberTables(store);
  const read = (...whoMayChange: readonly [] | readonly [false]) =>
    new Promise((resolve) => {
      const found = (_: Error | null, definition?: object) => resolve(definition);
      if (whoMayChange.length === 0) store.getTable('things', found);
      else store.getTable('things', false, found);
    });
  return { store, read, reads: () => reads };
}

test('reads a definition once, until another one is written', async () => {
  const { store, read, reads } = countingStore();
  expect(await read()).toBeUndefined();
  store.tableDb.put('things', { version: 1 }, () => undefined);
  expect([await read(), await read(), await read()]).toEqual(Array(3).fill({ version: 1 }));
  expect(reads()).toBe(2);
  store.tableDb.put('things', { version: 2 }, () => undefined);
  expect(await read()).toEqual({ version: 2 });
  store.tableDb.del('things', () => undefined);
  expect(await read()).toBeUndefined();
});

test('reads it anew for whoever may change it', async () => {
  const { store, read, reads } = countingStore();
  store.tableDb.put('things', { version: 1 }, () => undefined);
  await read();
  await read(false);
  await read(false);
  expect(reads()).toBe(3);
});

test('a table that is deleted is gone, and another of its name has its own key', async () => {
  const engine = await startDynalite(undefined);
  const call = (operation: string, input: object = {}) =>
    engine.perform?.(operation, { TableName: 'things', ...input });
  const create = (AttributeName: string) =>
    call('CreateTable', {
      AttributeDefinitions: [{ AttributeName, AttributeType: 'S' }],
      KeySchema: [{ AttributeName, KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
  try {
    await create('one');
    expect(await call('PutItem', { Item: { one: { S: '1' } } })).toMatchObject({ status: 200 });
    await call('DeleteTable');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await call('PutItem', { Item: { one: { S: '1' } } })).toMatchObject({ status: 400 });
    await create('two');
    expect(await call('PutItem', { Item: { two: { S: '1' } } })).toMatchObject({ status: 200 });
  } finally {
    await engine.close();
  }
});
