import type { LedgerEntry } from '../../core/ledger-item.ts';
import { type EventView, eventView } from '../events/event-view.ts';

/** An event of the index. */
export interface IndexedEvent {
  readonly view: EventView;
  /** SHA-256 of its body, in hex. */
  readonly digest: string;
}

/** Where events lie in order, and who wants to know of changes. */
export interface EventShelf {
  /** Puts an event in the place of what was known of it. */
  put(entry: LedgerEntry): void;
  /** Newest first; the oldest that are too many are gone. */
  readonly events: () => readonly IndexedEvent[];
  /** Calls when something has changed, until the function that it returns is called. */
  subscribe(changed: () => void): () => void;
  readonly isWatched: () => boolean;
  /** Tells whoever wants to know, though no event may have changed. */
  tell(): void;
}

/** Makes a shelf for so many events. */
export function eventShelf(most: number): EventShelf {
  const known = new Map<string, IndexedEvent>();
  const listeners = new Set<() => void>();
  let sorted: IndexedEvent[] | undefined;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    put(entry) {
      const next = { view: eventView(entry, Date.now()), digest: entry.digest };
      if (JSON.stringify(next) === JSON.stringify(known.get(entry.pk))) return;
      known.set(entry.pk, next);
      sorted = undefined;
      tell();
    },
    events() {
      sorted ??= [...known.values()].sort(newestFirst);
      for (const { view } of sorted.splice(most)) known.delete(keyOf(view));
      return sorted;
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    isWatched: () => listeners.size > 0,
    tell,
  };
}

/** The ledger's key of an event. */
export const keyOf = ({ source, id }: Pick<EventView, 'source' | 'id'>) => `${source}#${id}`;

const newestFirst = ({ view: left }: IndexedEvent, { view: right }: IndexedEvent) => {
  if (left.receivedAt === right.receivedAt) return 0;
  return left.receivedAt < right.receivedAt ? 1 : -1;
};
