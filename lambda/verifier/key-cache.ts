import { expiredKeys, type LiveKey, liveKeys, readKeys, SECRET_CACHE_SECONDS } from '../../core/secrets.ts';
import type { Key } from '../../core/signatures/scheme.ts';
import { type AddressedSource, tenantPath } from '../../core/tenants.ts';
import type { CallLimits } from '../aws/http/service.ts';
import { leakyBucket } from './leaky-bucket.ts';

export interface KeyCacheOptions {
  /** Reads the value of a secret, of a source or `{source}/{tenant}`, or `undefined` when it is not set. */
  readonly read: (secret: string, limits?: CallLimits) => Promise<string | undefined>;
  /** Gives the secret that has the value `before` another one, unless somebody else did so first. */
  readonly replace: (
    secret: string,
    before: string | undefined,
    value: string,
    limits?: CallLimits,
  ) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How often forged requests can make us read the same secret again, in milliseconds. @default 30000 */
  readonly refreshIntervalMs?: number;
  /** So many of those reads may come at once after a quiet time, so that a rotation is noticed at once. @default 4 */
  readonly mostRefreshesAtOnce?: number;
  /** How soon a secret that is not set is asked for again, in milliseconds. @default 1000 */
  readonly unsetIntervalMs?: number;
  /** How soon a tenant that has no secret is asked for again, in milliseconds. @default 10000 */
  readonly unknownIntervalMs?: number;
  /** So many unknown tenants are looked for after a quiet time, and then one a second. @default 20 */
  readonly mostUnknownAtOnce?: number;
  /** Of how many sources and tenants the keys are kept, and how many unknown tenants are kept in mind. @default 2000 */
  readonly most?: number;
}

/** The live keys of each source, or tenant of it, read when they are needed and kept for a while. */
export interface KeyCache {
  /** The live keys; an unset secret has none. Throws when Secrets Manager does, or is asked for too many unknown tenants. */
  keys(source: AddressedSource, limits?: CallLimits): Promise<Key[]>;
  /** Reads the keys before somebody asks for them. A secret that is not set is asked for again then: it may be set any moment. */
  ahead(source: AddressedSource, limits?: CallLimits): Promise<void>;
  /** The live keys read anew, since none matched; `undefined` when they were read anew too often of late. */
  refreshed(source: AddressedSource, limits?: CallLimits): Promise<Key[] | undefined>;
  /** Whether it is a tenant that had no secret when it was last looked for. */
  isUnknown(source: AddressedSource): boolean;
  /** The keys whose time is over, of those that were read last: nothing is read for it. */
  expired(source: AddressedSource): Key[];
  /** What the entry of a key is called, of those that were read last. */
  markOf(source: AddressedSource, key: Key | undefined): string | undefined;
  /** Sets the secret of a source that has none. False when it has one by now, or the text is none. */
  enrol(source: AddressedSource, secret: string, limits?: CallLimits): Promise<boolean>;
}

interface Cached {
  readonly keys: readonly LiveKey[];
  readonly readAt: number;
}

/** How often made-up names of tenants, and forgeries for known ones, make an instance read a secret in the long run. */
const TENANT_READ_MS = 1000;
/** Many tenants may change their secrets at once. */
const MOST_TENANT_REFRESHES = 20;

const nameOf = ({ name, tenant }: AddressedSource) => tenantPath(name, tenant);

const lastsMs = ({ secretCacheSeconds = SECRET_CACHE_SECONDS }: AddressedSource) => secretCacheSeconds * 1000;

/** Makes a cache that keeps what was found, an unset secret for a moment only, and a failure never. */
export function keyCache(options: KeyCacheOptions): KeyCache {
  const { read, replace, now, refreshIntervalMs: intervalMs = 30_000, mostRefreshesAtOnce = 4 } = options;
  const { unsetIntervalMs = 1000, unknownIntervalMs = 10_000, most = 2000, mostUnknownAtOnce = 20 } = options;
  const cache = new Map<string, Cached>();
  /** When a tenant was last found to have no secret. Apart, so that made-up names push nobody's keys out. */
  const unknown = new Map<string, number>();
  const refreshes = leakyBucket({ now, most: mostRefreshesAtOnce, intervalMs });
  const strangers = leakyBucket({ now, most: mostUnknownAtOnce, intervalMs: TENANT_READ_MS });
  const tenantRefreshes = leakyBucket({ now, most: MOST_TENANT_REFRESHES, intervalMs: TENANT_READ_MS });

  const keep = (source: AddressedSource, value: string | undefined, readAt: number): Key[] => {
    const name = nameOf(source);
    if (source.tenant !== undefined && value === undefined) {
      cache.delete(name);
      putNewest(unknown, name, readAt, most);
      return [];
    }
    const keys = readKeys(value, source.provider.scheme);
    unknown.delete(name);
    putNewest(cache, name, { keys, readAt }, most);
    return liveKeys(keys, now());
  };

  const fetch = async (source: AddressedSource, limits?: CallLimits): Promise<Key[]> => {
    const readAt = now();
    return keep(source, await read(nameOf(source), limits), readAt);
  };

  /** Whether a tenant exists, only Secrets Manager knows; that it does not, or that we were not told, counts. */
  const fetchStranger = async (source: AddressedSource, limits?: CallLimits): Promise<Key[]> => {
    if (!strangers.take(source.name)) throw new Error('too many tenants without a secret were looked for of late');
    const keys = await fetch(source, limits);
    if (!unknown.has(nameOf(source))) strangers.giveBack(source.name);
    return keys;
  };

  return {
    async keys(source, limits) {
      const name = nameOf(source);
      const cached = cache.get(name);
      if (now() - (unknown.get(name) ?? Number.NEGATIVE_INFINITY) < unknownIntervalMs) return [];
      if (!cached) return source.tenant === undefined ? fetch(source, limits) : fetchStranger(source, limits);
      const waitsForSecret = cached.keys.length === 0 && !source.provider.scheme.secretless;
      if (now() - cached.readAt >= (waitsForSecret ? unsetIntervalMs : lastsMs(source))) return fetch(source, limits);
      putNewest(cache, name, cached, most);
      return liveKeys(cached.keys, now());
    },
    async ahead(source, limits) {
      if ((await fetch(source, limits)).length === 0) cache.delete(nameOf(source));
    },
    async refreshed(source, limits) {
      if (!refreshes.take(nameOf(source))) return undefined;
      return source.tenant === undefined || tenantRefreshes.take(source.name) ? fetch(source, limits) : undefined;
    },
    isUnknown: (source) => unknown.has(nameOf(source)),
    expired: (source) => expiredKeys(cache.get(nameOf(source))?.keys ?? [], now()),
    markOf: (source, key) => cache.get(nameOf(source))?.keys.find((each) => each.key === key)?.mark,
    async enrol(source, secret, limits) {
      const [name, { scheme }] = [nameOf(source), source.provider];
      const before = await read(name, limits);
      if (readKeys(before, scheme).length > 0 || readKeys(secret, scheme).length === 0) return false;
      const replaced = await replace(name, before, secret, limits);
      cache.delete(name);
      return replaced;
    },
  };
}

/** Puts an entry in as the newest, and drops the oldest of too many. */
function putNewest<Value>(map: Map<string, Value>, name: string, value: Value, most: number): void {
  map.delete(name);
  map.set(name, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
