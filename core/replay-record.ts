import { createHash } from 'node:crypto';

/** Which events are to run again, and for whom. */
export interface ReplaySelection {
  readonly sources: readonly string[];
  /** Only events of this tenant. @default - of every tenant, and of sources without */
  readonly tenant?: string | undefined;
  /** Only these. @default - all that fit the rest */
  readonly ids?: readonly string[] | undefined;
  /** `*` stands for any text. @default - every type */
  readonly type?: string | undefined;
  /** Received at this moment or later, RFC 3339 in UTC. */
  readonly since?: string | undefined;
  /** Received before this moment, RFC 3339 in UTC. */
  readonly until?: string | undefined;
  /** @default - every processor that wants the event */
  readonly processor?: string | undefined;
  /** At most so many events, the oldest first. */
  readonly limit?: number | undefined;
}

/** An event's place in the order in which a replay takes them. */
export interface ReplayPlace {
  readonly source: string;
  /** RFC 3339. */
  readonly receivedAt: string;
  readonly id: string;
}

/** How far a replay has come, as it is kept in the ledger's table. */
export interface ReplayRecord {
  /** What its messages are marked with. */
  readonly id: string;
  readonly selection: ReplaySelection;
  /** RFC 3339; what came into the archive later is not behind anything. */
  readonly startedAt: string;
  readonly state: 'begun' | 'done';
  /** Every event up to this one is done with. */
  readonly cursor?: ReplayPlace | undefined;
  /** Messages after the cursor that are sent too: `[source, id, processor]` as JSON. */
  readonly ahead: readonly string[];
  /** How many messages were sent in all. */
  readonly sent: number;
}

/** What the keys of these records begin with in the ledger's table. No source's name begins so. */
export const REPLAY_PREFIX = '#replay#';

/** As long as the audit record of it. */
const REPLAY_DAYS = 400;

/** A replay's record as an item of the ledger's table. */
export const replayItem = (record: ReplayRecord) => ({
  pk: REPLAY_PREFIX + record.id,
  record,
  expires: Math.floor(Date.parse(record.startedAt) / 1000) + REPLAY_DAYS * 86_400,
});

/**
 * The id of a replay: the same for the same selection, so that whoever types it twice goes on with it.
 * @param again - tells one from the replays of the same selection before it
 */
export function replayId(selection: ReplaySelection, again = ''): string {
  const { sources, tenant, ids, type, since, until, processor, limit } = selection;
  const text = JSON.stringify([
    [...sources].sort(),
    ids && [...ids].sort(),
    type,
    since,
    until,
    processor,
    limit,
    again,
    // What was begun before there were tenants is known by the same id.
    ...(tenant === undefined ? [] : [tenant]),
  ]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Whether a place comes at or before another one. */
export const isAtOrBefore = (place: ReplayPlace, other: ReplayPlace): boolean => comparePlaces(place, other) <= 0;

/** The order in which a replay takes events: source by source, the oldest first. */
export function comparePlaces(left: ReplayPlace, right: ReplayPlace): number {
  for (const key of ['source', 'receivedAt', 'id'] as const)
    if (left[key] !== right[key]) return left[key] < right[key] ? -1 : 1;
  return 0;
}
