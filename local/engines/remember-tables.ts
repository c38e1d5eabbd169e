/** The tables of dynalite, which reads a table's definition anew for each item. */
export interface TableStore {
  readonly tableDb: {
    put(name: string, definition: object, done: Done): void;
    del(name: string, done: Done): void;
  };
  /** Whoever may change the definition passes `false`. */
  getTable(name: string, ...rest: readonly [false, Found] | readonly [Found]): void;
}

type Done = (error: Error | null) => void;

type Found = (error: Error | null, definition?: object) => void;

/** Remembers each table's definition until another one is written. */
export function rememberTables(store: TableStore): void {
  const { getTable, tableDb } = store;
  const known = new Map<string, object>();
  const forgetting =
    (name: string, done: Done): Done =>
    (error) => {
      known.delete(name);
      done(error);
    };
  const { put, del } = tableDb;
  tableDb.put = (name, definition, done) => put(name, definition, forgetting(name, done));
  tableDb.del = (name, done) => del(name, forgetting(name, done));
  store.getTable = (name, ...rest) => {
    const [found] = rest;
    if (!found) return getTable(name, ...rest);
    const definition = known.get(name);
    if (definition) return queueMicrotask(() => found(null, definition));
    getTable(name, (error, read) => {
      if (read) known.set(name, read);
      found(error, read);
    });
  };
}
