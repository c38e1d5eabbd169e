import type { FailedEvent } from '../../core/issues.ts';
import type { EventView } from '../events/event-view.ts';

/** What went wrong among events, as issues are made of. */
export const failedEvents = (events: readonly EventView[]): FailedEvent[] =>
  events.flatMap(({ source, type, id, processors }) =>
    Object.entries(processors)
      .filter(([, { failures }]) => failures.length > 0)
      .map(([processor, { failures, status }]) => ({
        processor,
        source,
        type,
        id,
        failures,
        isGivenUp: status === 'failed',
      })),
  );
