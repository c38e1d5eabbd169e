import type { EventView } from '../../events/event-view.ts';
import { parseSince } from '../../events/parse-since.ts';
import type { EventPage, EventRow } from '../api.ts';
import { count, parameter } from '../asked.ts';
import { MOST_EVENTS } from '../event-index.ts';
import { findEvents } from '../find-events.ts';
import type { ConsoleContext, Route } from '../route.ts';

const LARGEST_PAGE = 500;

/** A page of the newest events that fit. */
export const events: Route = {
  method: 'GET',
  path: 'events',
  async answer(asked, context): Promise<EventPage> {
    const { index, memory } = context;
    await Promise.all([index.opened(), memory?.restored]);
    const since = parameter(asked, 'since');
    const filter = {
      source: parameter(asked, 'source'),
      type: parameter(asked, 'type'),
      status: parameter(asked, 'status'),
      since: since && parseSince(since, Date.now()),
      until: parameter(asked, 'until'),
      search: parameter(asked, 'search'),
    };
    const all = index.events();
    const found = findEvents(all, filter, (text) => memory?.deliveries.containing(text) ?? new Set());
    const offset = count(asked, 'offset', 0, MOST_EVENTS);
    const limit = count(asked, 'limit', 100, LARGEST_PAGE);
    return {
      rows: found.slice(offset, offset + limit).map(({ view }) => eventRow(view, context)),
      total: found.length,
      looked: all.length,
      isFilling: index.isFilling(),
      most: MOST_EVENTS,
    };
  },
};

/** An event as a row of the list. */
export function eventRow(view: EventView, { memory }: Pick<ConsoleContext, 'memory'>): EventRow {
  const ms = memory?.logs.durationOf(view.source, view.id);
  return ms === undefined ? view : { ...view, ms };
}
