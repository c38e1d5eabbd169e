import type { LedgerEntry } from '../../core/ledger-item.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { type EventView, eventView, isSettled } from './event-view.ts';

export interface FollowOptions {
  readonly events: LedgerEvents;
  readonly sources: readonly string[];
  /** Only these. @default - all of the sources */
  readonly isTenants?: ((row: { readonly pk: string }) => boolean) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits until it is time to look again; false when nobody wants to know more. */
  readonly pause: () => Promise<boolean>;
  /** From when on events are new, in milliseconds since 1970. @default - now */
  readonly since?: number;
  /** Events of before that are followed too, by their keys. @default - none */
  readonly known?: ReadonlyMap<string, EventView>;
}

/** Something new about an event. */
export interface EventChange {
  readonly event: EventView;
  readonly entry: LedgerEntry;
  /** Whether the event itself is new. */
  readonly isNew: boolean;
  /** The processors with another status or attempt than before. */
  readonly processors: readonly string[];
}

/** The index may lag behind the ledger, and clocks of verifiers differ: so far back events may still turn up. */
const OVERLAP_MS = 10_000;

/** Events that are followed until they are settled; of more than these, the oldest are let go. */
const MOST_FOLLOWED = 1000;

/** Tells what is new, oldest first: events from now on, and each change of their state per processor. */
export async function* followEvents(options: FollowOptions): AsyncGenerator<EventChange> {
  const { events, isTenants, now, pause, since: startedAt = options.now(), known } = options;
  const followed = new Map(known);
  let lookedAt = startedAt;
  do {
    const since = Math.max(startedAt, lookedAt - OVERLAP_MS);
    lookedAt = now();
    // Those of the moment: a run that goes over to another configuration may have more.
    const query = { sources: options.sources, since: new Date(since).toISOString(), limit: Number.MAX_SAFE_INTEGER };
    const recent = await events.list(isTenants ? { ...query, matchesRow: isTenants } : query);
    const listed = new Set(recent.map(({ pk }) => pk));
    const older = [...followed].filter(([pk, view]) => !listed.has(pk) && !isSettled(view)).map(([pk]) => pk);
    const entries: LedgerEntry[] = [...(await events.read(older)).values(), ...recent.toReversed()];
    for (const entry of entries) {
      const event = eventView(entry, now());
      const before = followed.get(entry.pk);
      const processors = changedProcessors(before, event);
      followed.set(entry.pk, event);
      if (!before || processors.length > 0) yield { event, entry, isNew: !before, processors };
    }
    forget(followed, listed);
  } while (await pause());
}

function changedProcessors(before: EventView | undefined, { processors }: EventView): string[] {
  const isChanged = (name: string) => {
    const [old, view] = [before?.processors[name], processors[name]];
    return old?.status !== view?.status || old?.attempts !== view?.attempts;
  };
  return Object.keys(processors).filter(isChanged);
}

/** An event that the index no longer brings is followed only while something can happen to it. */
function forget(followed: Map<string, EventView>, listed: ReadonlySet<string>): void {
  for (const [pk, view] of followed)
    if (!listed.has(pk) && (isSettled(view) || followed.size > MOST_FOLLOWED)) followed.delete(pk);
}
