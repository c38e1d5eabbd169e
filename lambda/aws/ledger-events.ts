import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { inParallel } from '../../core/in-parallel.ts';
import { type LedgerEntry, SHARDS, shardKey } from '../../core/ledger-item.ts';
import { LEDGER_INDEX } from '../../core/names.ts';
import type { AwsOptions } from './client-config.ts';
import { type DynamoDb, openDynamoDb } from './dynamodb.ts';
import { toEntry } from './ledger.ts';
import { LARGEST_BATCH, readItems } from './read-items.ts';

type Item = Record<string, AttributeValue>;

/** What the index says of an event, before its item is read. */
export interface IndexRow {
  /** `{source}#{event id}` */
  readonly pk: string;
  readonly type: string;
  /** RFC 3339. */
  readonly receivedAt: string;
}

/** Which events are wanted. */
export interface EventQuery {
  readonly sources: readonly string[];
  /** Received at this moment or later, RFC 3339 in UTC with milliseconds. @default - however long ago */
  readonly since?: string | undefined;
  /** Received at this moment or earlier, written likewise. @default - up to the newest */
  readonly until?: string | undefined;
  /** At most so many. */
  readonly limit: number;
  /** A condition on what the index says: cheaper than one on the entry. @default - every event */
  readonly matchesRow?: (row: IndexRow) => boolean;
  /** A condition on the whole entry. @default - every event */
  readonly matches?: (entry: LedgerEntry) => boolean;
  /** How far back it is looked for as many as are wanted. @default - to the oldest */
  readonly horizon?: Horizon;
}

/** Where a search ends, so that it does not take longer with every event that there is. */
export interface Horizon {
  /** After so many events, whether they match or not. */
  readonly events: number;
  /** Is told, when the search ends there, when the last of these was received. */
  readonly onReached: (receivedAt: string) => void;
}

/** The ledger's events as an operator looks for them. Every call throws what went wrong. */
export interface LedgerEvents {
  /** The newest events, newest first. The index may lag a moment behind the ledger. */
  list(query: EventQuery): Promise<LedgerEntry[]>;
  /** Reads events by their keys, consistently; those that are gone are left out. */
  read(keys: readonly string[]): Promise<Map<string, LedgerEntry>>;
}

interface Table {
  readonly dynamodb: DynamoDb;
  readonly name: string;
}

/** Opens the events of a ledger in a DynamoDB table. */
export function openLedgerEvents(name: string, options?: AwsOptions): LedgerEvents {
  const table: Table = { dynamodb: openDynamoDb(options), name };
  return { list: (query) => listNewest(table, query), read: (keys) => readEntries(table, keys) };
}

async function listNewest(table: Table, { sources, since, until, limit, matchesRow, matches, horizon }: EventQuery) {
  // A condition may leave little of a page: then few large ones are quicker than many small ones.
  const page = matchesRow || matches ? LARGEST_BATCH : shareOf(limit, sources.length * SHARDS);
  const batch = matches ? LARGEST_BATCH : Math.min(limit, LARGEST_BATCH);
  const shards = sources.flatMap((source) =>
    Array.from({ length: SHARDS }, (_, shard) => openShard(table, shardKey(source, shard), page, { since, until })),
  );
  const found: LedgerEntry[] = [];
  let candidates: string[] = [];
  const take = async () => {
    const entries = await readEntries(table, candidates);
    const present = candidates.flatMap((pk) => entries.get(pk) ?? []);
    found.push(...(matches ? present.filter(matches) : present));
    candidates = [];
  };
  let looked = 0;
  for await (const row of newestFirst(shards)) {
    if (matchesRow?.(row) ?? true) candidates.push(row.pk);
    if (candidates.length === batch) await take();
    if (found.length >= limit) break;
    if (++looked === horizon?.events) {
      horizon.onReached(row.receivedAt);
      break;
    }
  }
  if (candidates.length > 0) await take();
  return found.slice(0, limit);
}

/**
 * How many of the newest a shard is asked for at once: twice those that it has when all have as many, and a few more, so
 * that most need not be asked again.
 */
const shareOf = (limit: number, shards: number) => Math.min(limit, LARGEST_BATCH, 10 + 2 * Math.ceil(limit / shards));

async function readEntries({ dynamodb, name }: Table, keys: readonly string[]): Promise<Map<string, LedgerEntry>> {
  const items = await readItems(dynamodb, name, keys);
  return new Map(items.map((item) => [item.pk?.S ?? '', toEntry(item)]));
}

/** The condition on the time of receipt, by whether there is a `since` and an `until`. */
const PERIODS = {
  'false,false': '',
  'true,false': ' AND receivedAt >= :since',
  'false,true': ' AND receivedAt <= :until',
  'true,true': ' AND receivedAt BETWEEN :since AND :until',
};

/** The rows of one shard, newest first, a page at a time. */
interface Shard {
  readonly rows: IndexRow[];
  /** Brings the next page, if there is one. */
  fill(): Promise<void>;
}

function openShard(
  { dynamodb, name }: Table,
  shard: string,
  page: number,
  { since, until }: Pick<EventQuery, 'since' | 'until'>,
): Shard {
  const rows: IndexRow[] = [];
  let from: Item | undefined;
  let ended = false;
  return {
    rows,
    async fill() {
      // A page may come back empty and yet not be the last one.
      while (rows.length === 0 && !ended) {
        const { Items = [], LastEvaluatedKey } = await dynamodb.call('Query', {
          TableName: name,
          IndexName: LEDGER_INDEX,
          KeyConditionExpression: `#shard = :shard${PERIODS[`${since !== undefined},${until !== undefined}`]}`,
          ExpressionAttributeNames: { '#shard': 'shard' },
          ExpressionAttributeValues: marshall(
            { ':shard': shard, ':since': since, ':until': until },
            { removeUndefinedValues: true },
          ),
          ScanIndexForward: false,
          Limit: page,
          ExclusiveStartKey: from,
        });
        rows.push(...Items.map(toRow));
        from = LastEvaluatedKey;
        ended = from === undefined;
      }
    },
  };
}

/** Merges the shards. Each event is in one of them, and a page starts where the last one ended, so none comes twice. */
async function* newestFirst(shards: readonly Shard[]): AsyncGenerator<IndexRow> {
  await inParallel(shards, QUERIES_AT_ONCE, (shard) => shard.fill());
  for (;;) {
    const shard = shards.reduce((newest, other) => (isNewer(other.rows[0], newest.rows[0]) ? other : newest), NO_SHARD);
    const row = shard.rows.shift();
    if (!row) return;
    yield row;
    if (shard.rows.length === 0) await shard.fill();
  }
}

/** A hundred sources are 1,600 shards, and what waits for a socket is taken for a connection that does not come about. */
const QUERIES_AT_ONCE = 40;

const NO_SHARD: Shard = { rows: [], fill: async () => undefined };

const isNewer = (row: IndexRow | undefined, other: IndexRow | undefined) =>
  row !== undefined && (other === undefined || row.receivedAt > other.receivedAt);

function toRow(item: Item): IndexRow {
  const { pk, type, receivedAt } = unmarshall(item);
  return { pk, type, receivedAt };
}
