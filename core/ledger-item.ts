import { createHash } from 'node:crypto';
import type { Custody } from './custody.ts';
import type { EventFacts } from './event-facts.ts';

/** One item of the ledger: an event that was accepted. Under 1 KB, so that it costs one write unit. */
export interface LedgerItem {
  /** `{source}#{event id}` */
  readonly pk: string;
  /** `{source}#{shard}`: the partition of the index by time. */
  readonly shard: string;
  /** RFC 3339, in milliseconds; the index sorts by it. */
  readonly receivedAt: string;
  /** What the provider calls the moment of the event, RFC 3339. */
  readonly time: string;
  readonly type: string;
  readonly provider: string;
  /** Whose it is, of a source with tenants; the id begins with it too. */
  readonly tenant?: string;
  /** SHA-256 of the body, in hex: a retry with another body is the same event, but worth noticing. */
  readonly digest: string;
  /** The processors that it was routed to when it was recorded. */
  readonly targets: readonly string[];
  /** Which of the source's secrets it was signed with, by the id of the entry; absent when that is not known. */
  readonly signedBy?: string;
  /** When the item may be forgotten, in seconds since 1970. */
  readonly expires: number;
}

/** An event with its state per processor. */
export interface LedgerEntry extends LedgerItem {
  readonly custody: ReadonlyMap<string, Custody>;
}

/**
 * One index partition takes 1,000 writes/s; a source may have ten times that.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const SHARDS = 16;

/** 14 days on the queue, 14 on the dead-letter queue, and a week of a provider's retries. */
export const RETENTION_DAYS = 35;

/** DynamoDB takes 2,048 bytes of key; whatever is longer, or not plain text on one line, is kept as its digest. */
const PLAIN_ID = /^[\x21-\x7e](?:[\x20-\x7e]{0,254}[\x21-\x7e])?$/;

export const ledgerKey = (source: string, id: string) => `${source}#${id}`;

export const shardKey = (source: string, shard: number) => `${source}#${shard.toString(16)}`;

/** The shard that an event lies in, always the same for the same id. */
export const shardOf = (id: string) => (createHash('sha256').update(id).digest()[0] ?? 0) % SHARDS;

/** The id by which the event is known, of a form that every store, log and command line takes. */
export const boundedId = (id: string) =>
  PLAIN_ID.test(id) ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`;

/** The top-level attribute that holds an event's state for one processor. */
export const custodyAttribute = (processor: string) => `processor:${processor}`;

/** The processor whose state an attribute holds, or `undefined` when it is another attribute. */
export const processorOf = (attribute: string) =>
  attribute.startsWith('processor:') ? attribute.slice('processor:'.length) : undefined;

/**
 * The ledger's item of an event.
 * @param now - milliseconds since 1970; the item is kept for 35 days from then
 */
export function ledgerItem(facts: EventFacts, digest: string, targets: readonly string[], now: number): LedgerItem {
  const { id, source, tenant, type, provider, time, receivedAt } = facts;
  return {
    pk: ledgerKey(source, id),
    shard: shardKey(source, shardOf(id)),
    receivedAt,
    time,
    type,
    provider,
    ...(tenant !== undefined && { tenant }),
    digest,
    targets,
    expires: Math.floor(now / 1000) + RETENTION_DAYS * 86_400,
  };
}
