import { createHash } from 'node:crypto';
import type { Custody } from './custody.ts';
import type { EventFacts } from './event-facts.ts';
import type { LedgerEntry } from './ledger-item.ts';

/** A body that lies in S3, and is only referred to by its message. */
export interface ClaimCheck {
  /** The object's key, the same for the same event and body: a provider's retry writes the same object again. */
  readonly key: string;
  readonly bytes: number;
  /** SHA-256 of the body, in hex. */
  readonly digest: string;
}

/** A message over this many KB (of 1,024 bytes) goes without its body; SQS bills each 64 KB as one more request. */
export const DEFAULT_CLAIM_CHECK_KB = 200;

/** As long as the ledger knows the event: 14 days on the queue, 14 on the dead-letter queue, and a week of retries. */
export const CLAIM_CHECK_DAYS = 35;

/** The claim check of an event's body. That of a replay is an object of its own, so that no clean-up mistakes it. */
export function claimCheckOf({ source, id, replay }: EventFacts, body: Buffer, digest: string): ClaimCheck {
  const suffix = replay === undefined ? '' : `~${createHash('sha256').update(replay).digest('hex').slice(0, 16)}`;
  // In base64 no id is escaped on its way, and none climbs out of its source as `..` would.
  const key = `${source}/${Buffer.from(id).toString('base64url')}/${digest}${suffix}`;
  return { key, bytes: body.length, digest };
}

/** The event and the body that an object's key names, or `undefined` when it is none of ours. */
export function readClaimCheckKey(key: string): { source: string; id: string; digest: string } | undefined {
  const [, source, id, digest] = /^([a-z0-9-]+)\/([\w-]+)\/([0-9a-f]{64})(?:~[0-9a-f]{16})?$/.exec(key) ?? [];
  if (source === undefined || id === undefined || digest === undefined) return undefined;
  return { source, id: Buffer.from(id, 'base64url').toString(), digest };
}

/** No provider tries again for longer, and no message lies in a queue for longer, which is 14 days. */
const RETRIED_DAYS = 15;

/** A message that nobody could claim may lie in the dead-letter queue for another 14 days. */
const UNCLAIMED_DAYS = 29;

/**
 * Whether the body of an event may still be asked for.
 * @param entry - what the ledger says of the event; absent when it was never recorded
 * @param days - how long ago the body was last put
 */
export function mayBeFetched(entry: Pick<LedgerEntry, 'custody' | 'targets'> | undefined, days: number): boolean {
  const { custody = new Map<string, Custody>(), targets = [] } = entry ?? {};
  if (days <= RETRIED_DAYS || [...custody.values()].some(({ state }) => state !== 'done')) return true;
  return days <= UNCLAIMED_DAYS && targets.some((target) => !custody.has(target));
}
