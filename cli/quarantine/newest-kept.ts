import { QUARANTINE_DAYS } from '../../core/quarantine.ts';
import type { Period, QuarantineStore, StoredEntry } from '../../lambda/aws/quarantine-store.ts';

export interface NewestQuery {
  readonly sources: readonly string[];
  /** RFC 3339 in UTC. @default - as long ago as anything is kept */
  readonly since?: string | undefined;
  /** At most so many. */
  readonly limit: number;
  readonly matches: (entry: StoredEntry) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The newest requests in the quarantine, newest first. */
export async function newestKept(store: QuarantineStore, query: NewestQuery): Promise<StoredEntry[]> {
  const lists = await Promise.all(query.sources.map((source) => newestOf(store, source, query)));
  return lists
    .flat()
    .sort((left, right) => right.receivedAt.localeCompare(left.receivedAt))
    .slice(0, query.limit);
}

/** S3 lists from the oldest on. Going back by periods that grow saves reading all that an attack has left. */
async function newestOf(store: QuarantineStore, source: string, { since, limit, matches, now }: NewestQuery) {
  const found: StoredEntry[] = [];
  for (const period of periods(since, now)) {
    const some: StoredEntry[] = [];
    for await (const entry of store.list(source, period)) if (matches(entry)) some.push(entry);
    found.push(...some.reverse());
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

const HOUR_MS = 3_600_000;

/** The last hour, the two before it, the four before those; the clocks of others may be ahead. */
function periods(since: string | undefined, now: number): Period[] {
  const all: Period[] = [];
  let to: string | undefined;
  for (let hours = 1; hours < 2 * (QUARANTINE_DAYS + 1) * 24; hours *= 2) {
    const from = new Date(now - hours * HOUR_MS).toISOString();
    if (since !== undefined && from <= since) return [...all, { from: since, to }];
    all.push({ from, to });
    to = from;
  }
  return all;
}
