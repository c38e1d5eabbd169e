import type { EventStatus } from '../../core/event-status.ts';
import { matchesType } from '../../core/routing.ts';
import { type EventView, eventView } from './event-view.ts';
import type { OpenEvents } from './open-events.ts';

/** Which events are listed: the newest that fit all that is said. */
export interface Wanted {
  /** `*` stands for any text. */
  readonly type?: string;
  /** For one of the processors. */
  readonly status?: EventStatus;
  /** Received then or later, RFC 3339. */
  readonly since?: string;
  readonly limit: number;
}

/** No index knows a status, so whoever does not say since when has so many looked through. */
export const MOST_SEARCHED = 10_000;

/**
 * The newest events that are wanted.
 * @param onReached - is told, when only some of them were looked through, when the last of these was received
 */
export async function listViews(
  { events, sources, isTenants }: Pick<OpenEvents, 'events' | 'sources' | 'isTenants'>,
  { type, status, since, limit }: Wanted,
  onReached: (receivedAt: string) => void,
): Promise<EventView[]> {
  const hasStatus = (view: EventView) => Object.values(view.processors).some((each) => each.status === status);
  const isSearch = (type ?? status ?? isTenants) !== undefined;
  const entries = await events.list({
    sources,
    since,
    limit,
    ...(isSearch && since === undefined && { horizon: { events: MOST_SEARCHED, onReached } }),
    ...((type ?? isTenants) && {
      matchesRow: (row) => matchesType(type ?? '*', row.type) && (isTenants?.(row) ?? true),
    }),
    ...(status !== undefined && { matches: (entry) => hasStatus(eventView(entry, Date.now())) }),
  });
  return entries.map((entry) => eventView(entry, Date.now()));
}
