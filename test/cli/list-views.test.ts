import { listViews, MOST_SEARCHED } from '../../cli/events/list-views.ts';
import type { EventQuery, LedgerEvents } from '../../lambda/aws/ledger-events.ts';

const SINCE = '2026-01-02T03:04:05.000Z';

/** A ledger that looks through as many events as it is told to, and finds nothing. */
function emptyLedger() {
  const asked: EventQuery[] = [];
  const events: LedgerEvents = {
    list: async (query) => {
      asked.push(query);
      query.horizon?.onReached(SINCE);
      return [];
    },
    read: async () => new Map(),
  };
  return { asked, opened: { events, sources: ['stripe'], isTenants: undefined } };
}

const reachedBy = async (wanted: object, isTenants?: () => boolean) => {
  const { asked, opened } = emptyLedger();
  const reached: string[] = [];
  await listViews({ ...opened, isTenants }, { limit: 20, ...wanted }, (at) => reached.push(at));
  return { reached, events: asked.map(({ horizon }) => horizon?.events) };
};

test.each([
  ['a status', { status: 'failed' }, undefined],
  ['a type', { type: 'charge.*' }, undefined],
  ['a tenant', {}, () => true],
])('looks for %s among the newest 10,000 events, and says how far back that is', async (_, wanted, isTenants) => {
  expect(await reachedBy(wanted, isTenants)).toEqual({ reached: [SINCE], events: [MOST_SEARCHED] });
});

test('looks as far back as whoever asks says', async () => {
  expect(await reachedBy({ status: 'failed', since: SINCE })).toEqual({ reached: [], events: [undefined] });
});

test('lists as many as are wanted where nothing is looked for', async () => {
  expect(await reachedBy({ limit: 2 * MOST_SEARCHED })).toEqual({ reached: [], events: [undefined] });
});
