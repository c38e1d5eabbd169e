import { createRequire } from 'node:module';
import { marshall } from '@aws-sdk/util-dynamodb';
import { custodyAttribute, type LedgerItem, ledgerItem } from '../../../core/ledger-item.ts';
import { LEDGER_INDEX } from '../../../core/names.ts';

/** The engine's own store and its rules for keys; they come without types. */
interface Store {
  getItemDb(table: string): SubStore;
  getIndexDb(kind: 'global', table: string, index: string): SubStore;
  readonly tableDb: SubStore;
  readonly db: { close(): Promise<void> };
}
interface SubStore {
  batch(puts: readonly Put[], done: (error: Error | null) => void): void;
}
interface Put {
  readonly type: 'put';
  readonly key: string;
  readonly value: object;
}
interface Rules {
  create(options: object): Store;
  createKey(item: object, table: object): string;
  createIndexKey(item: object, table: object, keySchema: object): string;
}
const rules: Rules = createRequire(import.meta.url)('dynalite/db');

export const TABLE = 'Webhooks-Ledger';

export const SOURCES = ['stripe', 'github', 'shopify', 'slack', 'twilio'] as const;

/** One of so many sources' types. */
const TYPES = 10;

/** When the first event came; each comes so many milliseconds after the one before it. */
const FIRST = Date.parse('2026-01-01T00:00:00.000Z');
const APART_MS = 200;

/** The oldest events, and no other, failed. */
const FAILED = 5;

const INDEX = {
  IndexName: LEDGER_INDEX,
  KeySchema: [
    { AttributeName: 'shard', KeyType: 'HASH' },
    { AttributeName: 'receivedAt', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['type', 'time', 'provider'] },
  IndexStatus: 'ACTIVE',
};

/** As the engine keeps it. */
const DESCRIPTION = {
  TableName: TABLE,
  TableStatus: 'ACTIVE',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: ['pk', 'shard', 'receivedAt'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [INDEX],
};

/** The events that are written at once. */
const BATCH = 5000;

/** When an event came, by its number. */
export const receivedAt = (index: number): string => new Date(FIRST + index * APART_MS).toISOString();

/** Writes the events of these numbers into the engine's store, which nobody may have open: calls would take far longer. */
export async function fillLedger(folder: string, from: number, to: number): Promise<void> {
  const store = rules.create({ path: folder });
  await put(store.tableDb, [{ type: 'put', key: TABLE, value: DESCRIPTION }]);
  for (let start = from; start < to; start += BATCH) {
    const items = Array.from({ length: Math.min(BATCH, to - start) }, (_, index) => itemOf(start + index));
    const rows = items.map(({ pk, shard, receivedAt, type, time, provider }) => ({
      ...{ pk, shard, receivedAt, type, time, provider },
    }));
    await put(
      store.getItemDb(TABLE),
      items.map((value) => ({ type: 'put', key: rules.createKey(value, DESCRIPTION), value })),
    );
    await put(
      store.getIndexDb('global', TABLE, LEDGER_INDEX),
      rows.map((value) => ({ type: 'put', key: rules.createIndexKey(value, DESCRIPTION, INDEX.KeySchema), value })),
    );
  }
  await store.db.close();
}

const put = (store: SubStore, puts: readonly Put[]) =>
  new Promise<void>((resolve, reject) => store.batch(puts, (error) => (error ? reject(error) : resolve())));

/** The item of an event that one processor has processed. */
function itemOf(index: number) {
  const source = SOURCES[index % SOURCES.length] ?? '';
  const at = receivedAt(index);
  const facts = {
    id: `evt_${index}`,
    source,
    provider: source,
    type: `order.type-${index % TYPES}`,
    time: at,
    receivedAt: at,
    requestId: '',
    contentType: 'application/json',
  };
  const item: LedgerItem = ledgerItem(facts, '0'.repeat(64), ['work'], Date.parse(at));
  const state = index < FAILED ? 'failed' : 'done';
  return marshall({
    ...item,
    [custodyAttribute('work')]: { state, owner: `owner-${index}`, attempts: 1, until: 0, failures: [] },
  });
}
