import { openEventIndex } from '../../../cli/console/event-index.ts';
import { findEvents } from '../../../cli/console/find-events.ts';
import type { Custody } from '../../../core/custody.ts';
import { type LedgerEntry, ledgerItem } from '../../../core/ledger-item.ts';
import type { EventQuery, LedgerEvents } from '../../../lambda/aws/ledger-events.ts';
import { eventually } from '../../local/run-in-process.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');

function entry(number: number, custody = new Map<string, Custody>(), at = START + number): LedgerEntry {
  const time = new Date(at).toISOString();
  const facts = {
    id: `evt_${number}`,
    source: 'stripe',
    provider: 'stripe',
    type: number % 2 ? 'odd.one' : 'even.one',
  };
  const rest = { time, receivedAt: time, requestId: '', contentType: '' };
  return { ...ledgerItem({ ...facts, ...rest }, `digest-${number}`, ['pay'], at), custody };
}

/** A ledger in memory, and how it was asked. */
function ledgerOf(entries: LedgerEntry[]) {
  const queries: EventQuery[] = [];
  const ledger: LedgerEvents = {
    async list(query) {
      queries.push(query);
      const { since = '', until = '~', limit } = query;
      const found = entries.filter(({ receivedAt }) => receivedAt >= since && receivedAt <= until);
      return found.sort((left, right) => right.receivedAt.localeCompare(left.receivedAt)).slice(0, limit);
    },
    async read(keys) {
      return new Map(entries.filter(({ pk }) => keys.includes(pk)).map((each) => [each.pk, each]));
    },
  };
  return { ledger, queries };
}

const stopped = new AbortController();
afterAll(() => stopped.abort());

const indexOf = (ledger: LedgerEvents) =>
  openEventIndex({ ledger, sources: () => ['stripe'], pauseMs: 5, recheckMs: 10, signal: stopped.signal });

test('reads nothing before somebody asks; then the newest first, and all the others after them', async () => {
  // Of one moment there are more than a page.
  const entries = Array.from({ length: 1800 }, (_, number) =>
    entry(number, new Map(), START + (number < 900 ? 0 : number)),
  );
  const { ledger, queries } = ledgerOf(entries);
  const index = indexOf(ledger);
  expect(queries).toEqual([]);
  await index.opened();
  expect(index.events()[0]?.view.id).toBe('evt_1799');
  expect(index.isFilling()).toBe(true);
  await eventually(index.isFilling, (isFilling) => !isFilling);
  expect(new Set(index.events().map(({ view }) => view.id)).size).toBe(1800);
});

test('tells that an event is new, and that an old one has another state', async () => {
  const entries = [entry(1)];
  const index = indexOf(ledgerOf(entries).ledger);
  await index.opened();
  let changes = 0;
  const unsubscribe = index.subscribe(() => {
    changes += 1;
  });
  const done: Custody = { state: 'done', owner: 'o', until: 0, attempts: 1, failures: [] };
  entries[0] = entry(1, new Map([['pay', done]]));
  await eventually(
    () => index.events()[0]?.view.processors.pay?.status,
    (status) => status === 'done',
  );
  entries.push(entry(2, new Map(), Date.now()));
  await eventually(
    () => index.events()[0]?.view.id,
    (id) => id === 'evt_2',
  );
  expect(changes).toBeGreaterThan(1);
  unsubscribe();
});

test('notices that an event was redriven that was given up long ago', async () => {
  const given = (state: Custody['state']) =>
    new Map([['pay', { state, owner: 'o', until: 0, attempts: 1, failures: [] }]]);
  const entries = [entry(1, given('failed'))];
  const index = indexOf(ledgerOf(entries).ledger);
  await index.opened();
  await new Promise((resolve) => setTimeout(resolve, 30));
  for (const state of ['retry', 'done'] as const) {
    entries[0] = entry(1, given(state));
    await eventually(
      () => index.events()[0]?.view.processors.pay?.status,
      (status) => status === (state === 'retry' ? 'retrying' : 'done'),
    );
  }
});

test('finds by source, type, status, time and text, that of a body included', async () => {
  const failures = [{ attempt: 1, at: 0, error: 'Error: no such Customer' }];
  const failed: Custody = { state: 'failed', owner: 'o', until: 0, attempts: 1, failures };
  const index = indexOf(ledgerOf([entry(1), entry(2, new Map([['pay', failed]])), entry(3)]).ledger);
  await index.opened();
  const ids = (filter: Parameters<typeof findEvents>[1]) =>
    findEvents(index.events(), filter, (text) => new Set(text === 'mug' ? ['digest-1'] : [])).map(
      ({ view }) => view.id,
    );
  expect(ids({})).toEqual(['evt_3', 'evt_2', 'evt_1']);
  expect(ids({ source: 'github' })).toEqual([]);
  expect(ids({ type: 'odd.*' })).toEqual(['evt_3', 'evt_1']);
  expect(ids({ status: 'failed' })).toEqual(['evt_2']);
  expect(ids({ since: new Date(START + 2).toISOString() })).toEqual(['evt_3', 'evt_2']);
  expect(ids({ until: new Date(START + 2).toISOString() })).toEqual(['evt_2', 'evt_1']);
  expect(ids({ search: 'customer' })).toEqual(['evt_2']);
  expect(ids({ search: 'EVT_3' })).toEqual(['evt_3']);
  expect(ids({ search: 'mug' })).toEqual(['evt_1']);
});
