import type { Source } from '../../core/configuration.ts';
import { type LiveKey, liveKeys, readKeys } from '../../core/secrets.ts';
import type { Key } from '../../core/signatures/scheme.ts';

export interface KeyCacheOptions {
  /** Reads the value of a source's secret, or `undefined` when it is not set. */
  readonly read: (source: string) => Promise<string | undefined>;
  /** Gives the secret that has the value `before` another one, unless somebody else did so first. */
  readonly replace: (source: string, before: string | undefined, value: string) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long keys are used before they are read again, in milliseconds. @default 300000 */
  readonly timeToLiveMs?: number;
  /** How soon forged requests can make us read the same secret again, in milliseconds. @default 30000 */
  readonly refreshIntervalMs?: number;
  /** How soon a secret that is not set is asked for again, in milliseconds. @default 1000 */
  readonly unsetIntervalMs?: number;
}

/** The live keys of each source, read when they are needed and kept for a while. */
export interface KeyCache {
  /** The live keys; an unset secret has none. Throws when Secrets Manager does. */
  keys(source: Source): Promise<Key[]>;
  /** The live keys read anew, since none matched; `undefined` when they were read too short a while ago. */
  refreshed(source: Source): Promise<Key[] | undefined>;
  /** Sets the secret of a source that has none. False when it has one by now, or the text is none. */
  enrol(source: Source, secret: string): Promise<boolean>;
}

/** Makes a cache that keeps what was found, an unset secret for a moment only, and a failure never. */
export function keyCache(options: KeyCacheOptions): KeyCache {
  const { read, replace, now, timeToLiveMs = 300_000, refreshIntervalMs = 30_000, unsetIntervalMs = 1000 } = options;
  const cache = new Map<string, { readonly keys: readonly LiveKey[]; readonly readAt: number }>();

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
      const lasts = waitsForSecret ? unsetIntervalMs : timeToLiveMs;
      if (!cached || now() - cached.readAt >= lasts) return fetch(source);
      return liveKeys(cached.keys, now());
    },
    async refreshed(source) {
      const cached = cache.get(source.name);
      if (cached && now() - cached.readAt < refreshIntervalMs) return undefined;
      return fetch(source);
    },
    async enrol({ name, provider: { scheme } }, secret) {
      const before = await read(name);
      if (readKeys(before, scheme).length > 0 || readKeys(secret, scheme).length === 0) return false;
      const replaced = await replace(name, before, secret);
      cache.delete(name);
      return replaced;
    },
  };
}
