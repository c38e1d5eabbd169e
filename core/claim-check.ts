import { createHash } from 'node:crypto';
import type { EventFacts } from './envelope.ts';
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

/**
 * How old an object has to be before anything is concluded from a message's absence: a message lies in a queue for 14
 * days, and no provider tries again for longer than that.
 */
export const UNCLAIMED_DAYS = 15;

/**
 * Whether the body of an event may still be asked for, when it was written more than `UNCLAIMED_DAYS` ago. Then a message
 * that was sent along with it was claimed, which the ledger shows, or is gone; and a provider that did not get through
 * has given up.
 * @param entry - what the ledger says of the event; absent when it was never recorded
 */
export const mayBeFetched = (entry: Pick<LedgerEntry, 'custody'> | undefined): boolean =>
  [...(entry?.custody.values() ?? [])].some(({ state }) => state !== 'done');
