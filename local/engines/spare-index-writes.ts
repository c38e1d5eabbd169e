/** The part of dynalite that writes the places of an item in the indexes of its table. */
export interface IndexWriter {
  updateIndexes(store: unknown, table: IndexedTable, before: Item | undefined, after: Item | null, done: Done): void;
}

interface IndexedTable {
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
}

interface Index {
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

type Item = Readonly<Record<string, unknown>>;

type Done = (error?: Error | null) => void;

const sparing = new WeakSet<IndexWriter>();

/** Leaves an item's place in an index as it is when nothing changes that the index holds; dynalite writes it each time. */
export function spareIndexWrites(writer: IndexWriter): void {
  if (sparing.has(writer)) return;
  sparing.add(writer);
  const write = writer.updateIndexes;
  writer.updateIndexes = (store, table, before, after, done) => {
    const isTouched = (index: Index) => !before || !after || differ(before, after, index);
    const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = table;
    const touched = {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.filter(isTouched),
      LocalSecondaryIndexes: LocalSecondaryIndexes.filter(isTouched),
    };
    write(store, { ...table, ...touched }, before, after, done);
  };
}

function differ(before: Item, after: Item, { KeySchema, Projection }: Index): boolean {
  if (Projection.ProjectionType === 'ALL') return true;
  const held = [...KeySchema.map(({ AttributeName }) => AttributeName), ...(Projection.NonKeyAttributes ?? [])];
  return held.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
