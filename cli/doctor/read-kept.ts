import { canBeReleased } from '../../core/quarantine.ts';
import type { StoredEntry } from '../../lambda/aws/quarantine-store.ts';
import { newestKept } from '../quarantine/newest-kept.ts';
import type { OpenQuarantine, QuarantineOptions } from '../quarantine/open-quarantine.ts';
import type { FiledRequest } from './read-delivery-file.ts';

/** The newest requests of a source that were refused. The copy of an accepted event is none. */
export async function newestRefused(
  source: string,
  opened: OpenQuarantine,
  { since, tenant, limit }: Pick<QuarantineOptions, 'since' | 'tenant'> & { readonly limit: number },
): Promise<FiledRequest[]> {
  const matches = (entry: StoredEntry) => canBeReleased(entry) && (tenant === undefined || entry.tenant === tenant);
  const query = { sources: [source], since, limit, matches, now: Date.now() };
  return readKept(await newestKept(opened.store, query), opened);
}

/** Reads kept requests; those that are gone or damaged are left out. */
export async function readKept(entries: readonly StoredEntry[], { store }: OpenQuarantine): Promise<FiledRequest[]> {
  const requests = await Promise.all(entries.map(({ key }) => readOne(key, store)));
  return requests.filter((request) => request !== undefined);
}

async function readOne(key: string, store: OpenQuarantine['store']): Promise<FiledRequest | undefined> {
  try {
    return await store.read(key);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
