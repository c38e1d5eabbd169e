import { matchesType } from '../../core/routing.ts';
import type { IndexedEvent } from './event-shelf.ts';

/** Which events are wanted: those that fit everything that is said. */
export interface EventFilter {
  readonly source?: string | undefined;
  /** `*` stands for any text. */
  readonly type?: string | undefined;
  /** For one of the processors. */
  readonly status?: string | undefined;
  /** Received then or later, RFC 3339 in UTC. */
  readonly since?: string | undefined;
  /** Received then or earlier, likewise. */
  readonly until?: string | undefined;
  /** In id, source, type, an error or the body, in whatever case. */
  readonly search?: string | undefined;
}

/**
 * The events that fit, in their order.
 * @param containing - the digests of the bodies that contain a text
 */
export function findEvents(
  events: readonly IndexedEvent[],
  { source, type, status, since, until, search }: EventFilter,
  containing: (text: string) => ReadonlySet<string>,
): IndexedEvent[] {
  const wanted = search?.toLowerCase();
  const bodies = search === undefined ? new Set<string>() : containing(search);
  return events.filter(
    ({ view, digest }) =>
      (source === undefined || view.source === source) &&
      (since === undefined || view.receivedAt >= since) &&
      (until === undefined || view.receivedAt <= until) &&
      (type === undefined || matchesType(type, view.type)) &&
      (status === undefined || Object.values(view.processors).some((each) => each.status === status)) &&
      (wanted === undefined || bodies.has(digest) || says(view, wanted)),
  );
}

const says = ({ id, source, type, processors }: IndexedEvent['view'], wanted: string) =>
  [id, source, type, ...Object.values(processors).flatMap(({ failures }) => failures.map(({ error }) => error))].some(
    (text) => text.toLowerCase().includes(wanted),
  );
