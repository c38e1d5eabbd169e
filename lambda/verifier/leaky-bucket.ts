export interface LeakyBucketOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** So many may come at once after a quiet time. */
  readonly most: number;
  /** After that, one in each of these intervals, in milliseconds. */
  readonly intervalMs: number;
  /** How many names are kept in mind; of the oldest ones it forgets what they used up. @default 5000 */
  readonly mostNames?: number;
}

/** What bounds how often something is done, for each name by itself. */
export interface LeakyBucket {
  /** Whether it may be done once more now; then it counts. */
  take(name: string): boolean;
  /** It was done, and does not count. */
  giveBack(name: string): void;
}

/** Makes a bucket for each name, out of which one drop leaks in an interval. */
export function leakyBucket({ now, most, intervalMs, mostNames = 5000 }: LeakyBucketOptions): LeakyBucket {
  /** When the bucket will be empty, by name. */
  const emptyAt = new Map<string, number>();
  return {
    take(name) {
      const from = Math.max(emptyAt.get(name) ?? 0, now());
      if (from - now() > (most - 1) * intervalMs) return false;
      emptyAt.delete(name);
      emptyAt.set(name, from + intervalMs);
      for (const oldest of emptyAt.keys()) {
        if (emptyAt.size <= mostNames) break;
        emptyAt.delete(oldest);
      }
      return true;
    },
    giveBack(name) {
      const at = emptyAt.get(name);
      if (at !== undefined) emptyAt.set(name, at - intervalMs);
    },
  };
}
