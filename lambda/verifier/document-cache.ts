import type { DocumentRequest, LoadDocument, LoadedDocument } from '../../core/signatures/document.ts';

export interface DocumentCacheOptions {
  /** Loads a document; throws when there is no answer. */
  readonly load: LoadDocument;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How many documents are kept. @default 100 */
  readonly most?: number;
  /** How many are loaded in a minute: forged requests name documents that do not exist. @default 30 */
  readonly mostPerMinute?: number;
}

/** The documents that signatures refer to, kept for a while. */
export interface DocumentCache {
  /** Loads documents, those excepted that were loaded no longer ago than this (in milliseconds). */
  loadWithin(maxAgeMs: number): LoadDocument;
}

interface Kept {
  readonly document: LoadedDocument;
  readonly loadedAt: number;
}

const MINUTE_MS = 60_000;

/** Makes a cache that keeps every answer, and a failure never. */
export function documentCache({ load, now, most = 100, mostPerMinute = 30 }: DocumentCacheOptions): DocumentCache {
  const cache = new Map<string, Kept>();
  let loads: number[] = [];

  const loadAnew = async (name: string, request: DocumentRequest): Promise<LoadedDocument> => {
    loads = loads.filter((at) => now() - at < MINUTE_MS);
    if (loads.length >= mostPerMinute) throw new Error(`${mostPerMinute} documents were loaded in the last minute`);
    loads.push(now());
    const document = await load(request);
    cache.delete(name);
    cache.set(name, { document, loadedAt: now() });
    for (const oldest of [...cache.keys()].slice(0, -most)) cache.delete(oldest);
    return document;
  };

  return {
    loadWithin: (maxAgeMs) => async (request) => {
      const name = JSON.stringify([request.method, request.url, request.headers, request.body]);
      const kept = cache.get(name);
      return kept && now() - kept.loadedAt <= maxAgeMs ? kept.document : loadAnew(name, request);
    },
  };
}
