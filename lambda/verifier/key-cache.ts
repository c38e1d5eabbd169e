import type { Source } from '../../core/configuration.ts';
import { type LiveKey, liveKeys, readKeys } from '../../core/secrets.ts';
import type { Key } from '../../core/signatures/scheme.ts';

export interface KeyCacheOptions {
  /** Reads the value of a source's secret, or `undefined` when it is not set. */
  readonly read: (source: string) => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long keys are used before they are read again, in milliseconds. @default 300000 */
  readonly timeToLiveMs?: number;
  /** How soon forged requests can make us read the same secret again, in milliseconds. @default 30000 */
  readonly refreshIntervalMs?: number;
}

/** The live keys of each source, read when they are needed and kept for a while. */
export interface KeyCache {
  /** The live keys. Throws when Secrets Manager does; an unset secret has none, and is asked for again next time. */
  keys(source: Source): Promise<Key[]>;
  /** The live keys read anew, since none matched; `undefined` when they were read too short a while ago. */
  refreshed(source: Source): Promise<Key[] | undefined>;
}

/** Makes a cache that keeps what was found, never a failure and never an unset secret. */
export function keyCache({ read, now, timeToLiveMs = 300_000, refreshIntervalMs = 30_000 }: KeyCacheOptions): KeyCache {
  const cache = new Map<string, { readonly keys: readonly LiveKey[]; readonly readAt: number }>();

  const fetch = async ({ name, provider }: Source): Promise<Key[]> => {
    const readAt = now();
    const keys = readKeys(await read(name), provider.scheme);
    if (keys.length > 0) cache.set(name, { keys, readAt });
    else cache.delete(name);
    return liveKeys(keys, now());
  };

  return {
    async keys(source) {
      const cached = cache.get(source.name);
      if (!cached || now() - cached.readAt >= timeToLiveMs) return fetch(source);
      return liveKeys(cached.keys, now());
    },
    async refreshed(source) {
      const cached = cache.get(source.name);
      if (cached && now() - cached.readAt < refreshIntervalMs) return undefined;
      return fetch(source);
    },
  };
}
