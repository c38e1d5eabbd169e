import { inParallel } from '../../core/in-parallel.ts';
import { bodyHolds, bodyNames, type Sought } from '../../core/sought.ts';
import { isOfTenant } from '../../core/tenants.ts';
import type { QuarantineStore, StoredEntry } from '../../lambda/aws/quarantine-store.ts';
import type { Place } from './place.ts';

const MOST_AT_ONCE = 8;

/** The requests that were refused, or that came again with another body. */
export const inQuarantine = (store: QuarantineStore): Place => ({
  name: 'quarantine',
  async find({ sought, sources, tenant, known, tell }) {
    const entries: StoredEntry[] = [];
    for (const source of sources)
      for await (const entry of store.list(source, {}))
        if (tenant === undefined || entry.tenant === tenant) entries.push(entry);
    // What was refused has no event yet: its id is whatever the body, or a header, says.
    const ids = (source: string) => [
      ...sought.ids,
      ...[...known].flatMap((key) => (key.startsWith(`${source}#`) ? key.slice(source.length + 1) : [])),
    ];
    const hits: StoredEntry[] = [];
    const look = async (entry: StoredEntry) => {
      if (await isHit(entry, store, { ...sought, ids: asSent(ids(entry.source), entry) })) hits.push(entry);
    };
    await inParallel(entries, MOST_AT_ONCE, look, tell);
    return {
      count: hits.length,
      looked: entries.length,
      events: [],
      async remove() {
        await inParallel(hits, MOST_AT_ONCE, ({ key }) => store.remove(key));
        return hits.length;
      },
    };
  },
});

/** What a tenant's event is called by its sender, who does not know of tenants. */
const asSent = (ids: readonly string[], { tenant }: StoredEntry) =>
  tenant === undefined ? ids : ids.flatMap((id) => (isOfTenant(tenant, id) ? id.slice(tenant.length + 1) : []));

async function isHit({ key }: StoredEntry, store: QuarantineStore, sought: Sought): Promise<boolean> {
  const request = await store.read(key).catch(undefinedIfDamaged);
  if (!request) return false;
  const { body, headers, url } = request.delivery;
  if (bodyHolds(sought, body) || bodyNames(sought.ids, body)) return true;
  const around = [...Object.values(headers), url, ...(URL.parse(url)?.searchParams.values() ?? [])];
  return around.some((text) => sought.ids.includes(text) || contains(text, sought.texts));
}

const contains = (text: string, wanted: readonly string[]) =>
  wanted.some((each) => text.toLowerCase().includes(each.toLowerCase()));

function undefinedIfDamaged(error: unknown): undefined {
  if (error instanceof SyntaxError) return undefined;
  throw error;
}
