import { setTimeout as wait } from 'node:timers/promises';
import type { LedgerEntry } from '../../core/ledger-item.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { type EventView, eventView, isSettled } from '../events/event-view.ts';
import { followEvents } from '../events/follow-events.ts';

/** An event of the index. */
export interface IndexedEvent {
  readonly view: EventView;
  /** SHA-256 of its body, in hex. */
  readonly digest: string;
}

/** The newest events of a ledger, in memory: what the console lists, filters and searches. */
export interface EventIndex {
  /** Resolves once the first of them are there. */
  readonly opened: () => Promise<void>;
  /** Newest first. */
  readonly events: () => readonly IndexedEvent[];
  /** Older events are still being read. */
  readonly isFilling: () => boolean;
  /** Calls when something is new or has changed, until the function that it returns is called. */
  subscribe(changed: () => void): () => void;
}

export interface IndexOptions {
  readonly ledger: LedgerEvents;
  readonly sources: () => readonly string[];
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

/** So many are kept. */
export const MOST_EVENTS = 10_000;
const FIRST_PAGE = 150;
const PAGE = 500;

/** Looking costs queries: nobody looks any longer once nobody has asked for so long. */
const IDLE_MS = 30_000;

/** The index may lag behind the ledger, and clocks of verifiers differ. */
const OVERLAP_MS = 10_000;

/** Opens the index. Nothing is read before somebody asks. */
export function openEventIndex({ ledger, sources, pauseMs, signal }: IndexOptions): EventIndex {
  const state = { events: new Map<string, IndexedEvent>(), sorted: [] as IndexedEvent[] | undefined, filling: false };
  const listeners = new Set<() => void>();
  let opening: Promise<void> | undefined;
  let askedAt = 0;
  let lookedAt = 0;
  let isFollowing = false;

  const put = (entry: LedgerEntry, view: EventView) => {
    state.events.set(entry.pk, { view, digest: entry.digest });
    state.sorted = undefined;
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const isWanted = () => !signal.aborted && (listeners.size > 0 || Date.now() - askedAt < IDLE_MS);
  const sorted = () => {
    state.sorted ??= [...state.events.values()].sort((left, right) =>
      left.view.receivedAt < right.view.receivedAt ? 1 : left.view.receivedAt > right.view.receivedAt ? -1 : 0,
    );
    for (const { view } of state.sorted.splice(MOST_EVENTS)) state.events.delete(`${view.source}#${view.id}`);
    return state.sorted;
  };

  const fill = async () => {
    state.filling = true;
    try {
      for await (const page of olderPages({ ledger, sources, signal }, sorted().at(-1)?.view.receivedAt)) {
        for (const entry of page) put(entry, eventView(entry, Date.now()));
        tell();
        if (state.events.size >= MOST_EVENTS) return;
      }
    } finally {
      state.filling = false;
      tell();
    }
  };
  const follow = async () => {
    if (isFollowing || signal.aborted) return;
    isFollowing = true;
    const unsettled = sorted().filter(({ view }) => !isSettled(view));
    const known = new Map(unsettled.map(({ view }) => [`${view.source}#${view.id}`, view]));
    const pause = async () => {
      lookedAt = Date.now();
      await wait(pauseMs, undefined, { signal }).catch(() => undefined);
      return isWanted();
    };
    const since = lookedAt - OVERLAP_MS;
    try {
      const changes = followEvents({ events: ledger, sources: sources(), now: Date.now, pause, since, known });
      for await (const { entry, event } of changes) {
        put(entry, event);
        tell();
      }
    } finally {
      isFollowing = false;
    }
  };
  const open = async () => {
    lookedAt = Date.now();
    const newest = await ledger.list({ sources: sources(), limit: FIRST_PAGE });
    for (const entry of newest) put(entry, eventView(entry, Date.now()));
    // What fails in the background fails again, and is told, when somebody asks.
    if (newest.length === FIRST_PAGE) void fill().catch(() => undefined);
  };
  return {
    async opened() {
      askedAt = Date.now();
      opening ??= open().catch((error) => {
        opening = undefined;
        throw error;
      });
      await opening;
      void follow().catch(() => undefined);
    },
    events: sorted,
    isFilling: () => state.filling,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** Older and older events, a page at a time, with room for others in between. */
async function* olderPages(
  { ledger, sources, signal }: Pick<IndexOptions, 'ledger' | 'sources' | 'signal'>,
  newest: string | undefined,
): AsyncGenerator<LedgerEntry[]> {
  let until = newest;
  for (let seen = new Set<string>(); !signal.aborted; ) {
    // Those of the last page's last moment come again: of one millisecond there may be more than a page.
    const page = await ledger.list({ sources: sources(), until, limit: PAGE + seen.size });
    const fresh = page.filter(({ pk }) => !seen.has(pk));
    if (fresh.length === 0) return;
    yield fresh;
    const last = page.at(-1)?.receivedAt;
    const alike = page.filter(({ receivedAt }) => receivedAt === last).map(({ pk }) => pk);
    seen = new Set(last === until ? [...seen, ...alike] : alike);
    until = last;
    await wait(0);
  }
}
