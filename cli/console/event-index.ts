import { setTimeout as wait } from 'node:timers/promises';
import type { LedgerEntry } from '../../core/ledger-item.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { type EventView, isSettled } from '../events/event-view.ts';
import { followEvents } from '../events/follow-events.ts';
import { type EventShelf, eventShelf, type IndexedEvent, keyOf } from './event-shelf.ts';

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
  /** How often events are looked at again that were given up: somebody may redrive them. */
  readonly recheckMs: number;
  readonly signal: AbortSignal;
}

/** So many are kept. */
export const MOST_EVENTS = 10_000;
const FIRST_PAGE = 100;
const PAGE = 500;
/** At most so many are looked at again. */
const MOST_RECHECKED = 300;

/** Looking costs queries: nobody looks any longer once nobody has asked for so long. */
const IDLE_MS = 30_000;

/** The index may lag behind the ledger, and clocks of verifiers differ. */
const OVERLAP_MS = 10_000;

interface State {
  opening?: Promise<void> | undefined;
  filling: boolean;
  following: boolean;
  /** In milliseconds since 1970, like the others. */
  askedAt: number;
  lookedAt: number;
  recheckedAt: number;
}

/** Opens the index. Nothing is read before somebody asks. */
export function openEventIndex(options: IndexOptions): EventIndex {
  const shelf = eventShelf(MOST_EVENTS);
  const state: State = { filling: false, following: false, askedAt: 0, lookedAt: 0, recheckedAt: 0 };
  const { ledger, sources } = options;
  const open = async () => {
    state.lookedAt = Date.now();
    const newest = await ledger.list({ sources: sources(), limit: FIRST_PAGE });
    for (const entry of newest) shelf.put(entry);
    // What fails in the background fails again, and is told, when somebody asks.
    if (newest.length === FIRST_PAGE) void fill(shelf, state, options).catch(() => undefined);
  };
  return {
    async opened() {
      state.askedAt = Date.now();
      state.opening ??= open().catch((error) => {
        state.opening = undefined;
        throw error;
      });
      await state.opening;
      void follow(shelf, state, options).catch(() => undefined);
    },
    events: shelf.events,
    isFilling: () => state.filling,
    subscribe: shelf.subscribe,
  };
}

/** Reads what is older than the first page. */
async function fill(shelf: EventShelf, state: State, options: IndexOptions): Promise<void> {
  state.filling = true;
  try {
    for await (const page of olderPages(options, shelf.events().at(-1)?.view.receivedAt)) {
      for (const entry of page) shelf.put(entry);
      if (shelf.events().length >= MOST_EVENTS) return;
    }
  } finally {
    state.filling = false;
    shelf.tell();
  }
}

/** Notices what is new and what has changed, for as long as somebody wants to know. */
async function follow(shelf: EventShelf, state: State, options: IndexOptions): Promise<void> {
  const { ledger, sources, pauseMs, signal } = options;
  if (state.following || signal.aborted) return;
  state.following = true;
  const unsettled = shelf.events().filter(({ view }) => !isSettled(view));
  const known = new Map(unsettled.map(({ view }) => [keyOf(view), view]));
  const pause = async () => {
    state.lookedAt = Date.now();
    await recheck(shelf, state, options);
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
    return !signal.aborted && (shelf.isWatched() || Date.now() - state.askedAt < IDLE_MS);
  };
  const since = state.lookedAt - OVERLAP_MS;
  try {
    const changes = followEvents({ events: ledger, sources: sources(), now: Date.now, pause, since, known });
    for await (const { entry } of changes) shelf.put(entry);
  } finally {
    state.following = false;
  }
}

/** Reads those again that did not come to a good end: a redrive or a replay starts them over. */
async function recheck(shelf: EventShelf, state: State, { ledger, recheckMs }: IndexOptions): Promise<void> {
  if (Date.now() - state.recheckedAt < recheckMs) return;
  state.recheckedAt = Date.now();
  const unsuccessful = shelf.events().filter(({ view }) => !isDone(view));
  const entries = await ledger.read(unsuccessful.slice(0, MOST_RECHECKED).map(({ view }) => keyOf(view)));
  for (const entry of entries.values()) shelf.put(entry);
}

const isDone = ({ processors }: EventView) => Object.values(processors).every(({ status }) => status === 'done');

/** Older and older events, a page at a time, with room for others in between. */
async function* olderPages(
  { ledger, sources, signal }: IndexOptions,
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
