import { type Processor, targetsOf, type Webhooks } from '../configuration.ts';
import type { Delivery } from '../delivery.ts';
import type { LedgerEntry } from '../ledger-item.ts';
import { matchesType } from '../routing.ts';

/** A row of a provider's list of what it sent: an event, or one attempt to deliver it. */
export interface SentRow {
  /** The id by which the ledger would know the event. */
  readonly id: string;
  readonly type: string;
  /** When it was sent, or happened, in milliseconds since 1970. */
  readonly at: number;
  /** The provider heard a 2xx, as far as it says so. */
  readonly isAnswered: boolean;
  /** What the provider calls this row when it is asked to send it again. */
  readonly handle?: string | undefined;
  /** The request that would have brought the event, where the provider hands out the event whole. */
  readonly delivery?: Delivery | undefined;
}

/** An event with all that the provider's list says of it. */
export interface SentEvent extends Omit<SentRow, 'at'> {
  readonly firstAt: number;
  readonly lastAt: number;
  /** How often it was sent, as far as the list goes. */
  readonly attempts: number;
}

/** The events in rows, which come newest first: the newest row of an event names it to the provider. */
export function gather(rows: readonly SentRow[]): SentEvent[] {
  const events = new Map<string, SentEvent>();
  for (const { at, ...row } of rows) {
    const known = events.get(row.id) ?? { ...row, firstAt: at, lastAt: at, attempts: 0 };
    events.set(row.id, {
      ...known,
      isAnswered: known.isAnswered || row.isAnswered,
      firstAt: Math.min(known.firstAt, at),
      lastAt: Math.max(known.lastAt, at),
      attempts: known.attempts + 1,
    });
  }
  return [...events.values()];
}

/** Whether processors want an event of which only the type is known: a `when` may say no to it. */
export type Wanted = 'no' | 'perhaps' | 'yes';

export function wantedType({ processors }: Pick<Webhooks, 'processors'>, source: string, type: string): Wanted {
  const subscribed = Object.values(processors).filter((processor) => subscribes(processor, source, type));
  if (subscribed.length === 0) return 'no';
  return subscribed.some(({ when }) => !when) ? 'yes' : 'perhaps';
}

const subscribes = ({ on }: Processor, source: string, type: string) =>
  Object.hasOwn(on, source) && on[source]?.some((pattern) => matchesType(pattern, type));

/** Whether processors want an event that is known whole. */
export const wantedEvent = (webhooks: Webhooks, event: Parameters<typeof targetsOf>[1]): Wanted =>
  targetsOf(webhooks, event).length > 0 ? 'yes' : 'no';

/** What is the matter with an event that the provider lists. */
export type Finding =
  /** The ledger has it, and each processor has held it or the provider was told that its queue has it. */
  | 'present'
  /** No processor wants it, so the ledger has no need to know it. */
  | 'unwanted'
  /** It was sent, or recorded, only just: it may be on its way. */
  | 'in-flight'
  /** It was sent again not long ago, in vain: the next time is yet to come. */
  | 'postponed'
  /**
   * The ledger has it, but nobody can tell that each queue has: whoever recorded it may have been killed before the send.
   * It is sent to those processors that have not held it; one that was only slow takes the second message for settled.
   */
  | 'unheld'
  | 'missing';

/** Those that are recovered. */
export const RECOVERED: readonly Finding[] = ['missing', 'unheld'];

/** Those that have to be looked at again, whatever else happens. */
export const LOOKED_AT_AGAIN: readonly Finding[] = ['in-flight', 'postponed'];

export interface Circumstances {
  readonly entry: LedgerEntry | undefined;
  readonly wanted: Wanted;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly graceMs: number;
}

/** An event that keeps failing is sent again at these multiples of the grace period, and then twice a day. */
const LONGEST_POSTPONEMENT_MS = 12 * 3_600_000;

/** Tells whether the event has to be recovered. */
export function findingOn(event: SentEvent, { entry, wanted, now, graceMs }: Circumstances): Finding {
  if (wanted === 'no') return 'unwanted';
  if (entry) {
    // Recorded is not yet sent: whoever was killed in between never told the provider that all is well.
    if (event.isAnswered || entry.targets.every((target) => entry.custody.has(target))) return 'present';
    if (Date.parse(entry.receivedAt) > now - graceMs) return 'in-flight';
  }
  // A `when` that said no is answered 200 too, and leaves no trace.
  else if (event.isAnswered && wanted === 'perhaps') return 'unwanted';
  if (event.lastAt > now - graceMs) return 'in-flight';
  if (postponedUntil(event, graceMs) > now) return 'postponed';
  return entry ? 'unheld' : 'missing';
}

/** What was sent once is due after the grace period; what failed again and again waits twice as long each time. */
function postponedUntil({ attempts, lastAt }: SentEvent, graceMs: number): number {
  return lastAt + Math.min(LONGEST_POSTPONEMENT_MS, graceMs * 2 ** (attempts - 1));
}

/** An event of the list, and what was found on it. */
export interface Surveyed extends SentEvent {
  readonly finding: Finding;
}
