import { readClaimCheckKey } from '../../core/claim-check.ts';
import { inParallel } from '../../core/in-parallel.ts';
import { ledgerKey } from '../../core/ledger-item.ts';
import { bodyHolds } from '../../core/sought.ts';
import type { ClaimCheckStore, StoredBody } from '../../lambda/aws/claim-check-store.ts';
import type { ClaimChecks } from '../../lambda/aws/claim-checks.ts';
import { type FoundEvent, isLookedAt, type Place, type Search } from './place.ts';

const MOST_AT_ONCE = 8;
const FETCH_MS = 30_000;

/** The bodies that were too large for their messages. */
export const inClaimChecks = (store: ClaimCheckStore, bodies: Pick<ClaimChecks, 'fetch'>): Place => ({
  name: 'claimChecks',
  async find(search) {
    const hits: { readonly key: string; readonly event: FoundEvent }[] = [];
    let looked = 0;
    for await (const page of store.list()) {
      await inParallel(page, MOST_AT_ONCE, async (stored) => {
        const event = await eventIn(stored, search, bodies);
        if (event) hits.push({ key: stored.key, event });
        search.tell(++looked);
      });
    }
    return {
      count: hits.length,
      looked,
      events: hits.map(({ event }) => event),
      async remove() {
        await inParallel(hits, MOST_AT_ONCE, ({ key }) => store.remove(key));
        return hits.length;
      },
    };
  },
});

/** The event of an object, if it is meant. A body is read only where its key does not tell. */
async function eventIn(
  { key, bytes }: StoredBody,
  search: Search,
  bodies: Pick<ClaimChecks, 'fetch'>,
): Promise<FoundEvent | undefined> {
  const { sought, sources, known } = search;
  const named = readClaimCheckKey(key);
  if (!named || !sources.includes(named.source) || !isLookedAt(named.id, search)) return undefined;
  const { source, id, digest } = named;
  if (sought.ids.includes(id) || known.has(ledgerKey(source, id))) return { source, id };
  if (sought.texts.length === 0 && sought.fields.length === 0) return undefined;
  const body = await bodies.fetch({ key, bytes, digest }, AbortSignal.timeout(FETCH_MS));
  return body && bodyHolds(sought, body) ? { source, id } : undefined;
}
