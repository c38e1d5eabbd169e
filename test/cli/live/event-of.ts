import type { EventView, ProcessorView } from '../../../cli/events/event-view.ts';

/** An event of a live view, with one processor in a state. */
export function eventOf(
  id: string,
  status: ProcessorView['status'] = 'done',
  more: Partial<EventView> = {},
): EventView {
  const moment = '2026-01-02T15:04:05.000Z';
  const failures = status === 'failed' ? [{ attempt: 1, at: moment, error: 'Error: no such customer' }] : [];
  return {
    source: 'stripe',
    id,
    type: 'invoice.paid',
    provider: 'stripe',
    time: moment,
    receivedAt: moment,
    processors: { 'record-payment': { status, attempts: 1, failures } },
    ...more,
  };
}
