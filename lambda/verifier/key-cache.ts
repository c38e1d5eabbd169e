import type { Source } from '../../core/configuration.ts';
import { expiredKeys, type LiveKey, liveKeys, readKeys, SECRET_CACHE_SECONDS } from '../../core/secrets.ts';
import type { Key } from '../../core/signatures/scheme.ts';

export interface KeyCacheOptions {
  /** Reads the value of a source's secret, or `undefined` when it is not set. */
  readonly read: (source: string) => Promise<string | undefined>;
  /** Gives the secret that has the value `before` another one, unless somebody else did so first. */
  readonly replace: (source: string, before: string | undefined, value: string) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How often forged requests can make us read the same secret again, in milliseconds. @default 30000 */
  readonly refreshIntervalMs?: number;
  /** So many of those reads may come at once after a quiet time, so that a rotation is noticed at once. @default 4 */
  readonly mostRefreshesAtOnce?: number;
  /** How soon a secret that is not set is asked for again, in milliseconds. @default 1000 */
  readonly unsetIntervalMs?: number;
}

/** The live keys of each source, read when they are needed and kept for a while. */
export interface KeyCache {
  /** The live keys; an unset secret has none. Throws when Secrets Manager does. */
  keys(source: Source): Promise<Key[]>;
  /** The live keys read anew, since none matched; `undefined` when they were read anew too often of late. */
  refreshed(source: Source): Promise<Key[] | undefined>;
  /** The keys whose time is over, of those that were read last: nothing is read for it. */
  expired(source: Source): Key[];
  /** What the entry of a key is called, of those that were read last. */
  markOf(source: Source, key: Key | undefined): string | undefined;
  /** Sets the secret of a source that has none. False when it has one by now, or the text is none. */
  enrol(source: Source, secret: string): Promise<boolean>;
}

/** Makes a cache that keeps what was found, an unset secret for a moment only, and a failure never. */
export function keyCache(options: KeyCacheOptions): KeyCache {
  const { read, replace, now, refreshIntervalMs = 30_000 } = options;
  const { mostRefreshesAtOnce = 4, unsetIntervalMs = 1000 } = options;
  const cache = new Map<string, { readonly keys: readonly LiveKey[]; readonly readAt: number }>();
  /** Until when the reads that forged requests have caused are used up, by source: a bucket that leaks one an interval. */
  const spentUntil = new Map<string, number>();

  const timeToLiveOf = ({ secretCacheSeconds = SECRET_CACHE_SECONDS }: Source) => secretCacheSeconds * 1000;

  const fetch = async ({ name, provider }: Source): Promise<Key[]> => {
    const readAt = now();
    const keys = readKeys(await read(name), provider.scheme);
    cache.set(name, { keys, readAt });
    return liveKeys(keys, now());
  };

  return {
    async keys(source) {
      const cached = cache.get(source.name);
      const waitsForSecret = cached?.keys.length === 0 && !source.provider.scheme.secretless;
      const lasts = waitsForSecret ? unsetIntervalMs : timeToLiveOf(source);
      if (!cached || now() - cached.readAt >= lasts) return fetch(source);
      return liveKeys(cached.keys, now());
    },
    async refreshed(source) {
      const from = Math.max(spentUntil.get(source.name) ?? 0, now());
      if (from - now() > (mostRefreshesAtOnce - 1) * refreshIntervalMs) return undefined;
      spentUntil.set(source.name, from + refreshIntervalMs);
      return fetch(source);
    },
    expired: ({ name }) => expiredKeys(cache.get(name)?.keys ?? [], now()),
    markOf: ({ name }, key) => cache.get(name)?.keys.find((each) => each.key === key)?.mark,
    async enrol({ name, provider: { scheme } }, secret) {
      const before = await read(name);
      if (readKeys(before, scheme).length > 0 || readKeys(secret, scheme).length === 0) return false;
      const replaced = await replace(name, before, secret);
      cache.delete(name);
      return replaced;
    },
  };
}
