import { mayBeFetched, readClaimCheckKey } from '../../core/claim-check.ts';
import { inParallel } from '../../core/in-parallel.ts';
import { type LedgerEntry, ledgerKey } from '../../core/ledger-item.ts';
import type { ClaimCheckStore, StoredBody } from '../../lambda/aws/claim-check-store.ts';

/** So many objects, with so many bytes in all. */
export interface Amount {
  readonly objects: number;
  readonly bytes: number;
}

export interface CleanUp {
  /** What is, or was, in the bucket. */
  readonly all: Amount;
  /** What nobody is going to ask for any more. */
  readonly unneeded: Amount;
}

export interface CleanUpParts {
  readonly store: ClaimCheckStore;
  /** The ledger's entries, by their keys. */
  readonly events: {
    read(keys: readonly string[]): Promise<ReadonlyMap<string, Pick<LedgerEntry, 'custody' | 'targets'>>>;
  };
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Remove nothing. */
  readonly dryRun: boolean;
  /** Is told how many objects were looked at. */
  readonly onProgress: (objects: number) => void;
}

const MOST_AT_ONCE = 8;

/** So few that little time passes between a look at the ledger and the removal. */
const CHUNK = 100;

const DAY_MS = 86_400_000;

/** Removes the bodies that nobody is going to ask for any more. Running it twice is running it once. */
export async function cleanClaimChecks(parts: CleanUpParts): Promise<CleanUp> {
  const { store, dryRun, onProgress } = parts;
  let all = NOTHING;
  let unneeded = NOTHING;
  for await (const page of store.list()) {
    for (let start = 0; start < page.length; start += CHUNK) {
      const chunk = page.slice(start, start + CHUNK);
      const wasted = await unneededOf(chunk, parts);
      if (!dryRun)
        await inParallel(
          wasted,
          MOST_AT_ONCE,
          ({ key }) => store.remove(key),
          () => undefined,
        );
      all = plus(all, chunk);
      unneeded = plus(unneeded, wasted);
      onProgress(all.objects);
    }
  }
  return { all, unneeded };
}

const NOTHING: Amount = { objects: 0, bytes: 0 };

const plus = (amount: Amount, bodies: readonly StoredBody[]): Amount => ({
  objects: amount.objects + bodies.length,
  bytes: bodies.reduce((sum, { bytes }) => sum + bytes, amount.bytes),
});

async function unneededOf(bodies: readonly StoredBody[], { events, now }: CleanUpParts): Promise<StoredBody[]> {
  const ours = bodies.flatMap((body) => {
    const named = readClaimCheckKey(body.key);
    const days = (now - body.putAt) / DAY_MS;
    // What is not ours is not ours to remove; of what is too young the ledger need not be asked.
    return named && !mayBeFetched(undefined, days) ? [{ body, days, pk: ledgerKey(named.source, named.id) }] : [];
  });
  const entries = await events.read([...new Set(ours.map(({ pk }) => pk))]);
  return ours.filter(({ pk, days }) => !mayBeFetched(entries.get(pk), days)).map(({ body }) => body);
}
