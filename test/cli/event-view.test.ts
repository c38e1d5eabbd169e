import { eventView, isSettled } from '../../cli/events/event-view.ts';
import type { Custody } from '../../core/custody.ts';
import type { LedgerEntry } from '../../core/ledger-item.ts';

const NOW = Date.parse('2026-01-02T03:04:05.000Z');

function entry(custody: Readonly<Record<string, Partial<Custody>>> = {}, targets: readonly string[] = []): LedgerEntry {
  const full = (given: Partial<Custody>): Custody => ({
    state: 'claimed',
    owner: 'one',
    until: NOW + 1000,
    attempts: 1,
    failures: [],
    ...given,
  });
  const held = Object.entries(custody).map(([name, given]) => [name, full(given)] as const);
  const moment = new Date(NOW).toISOString();
  const facts = { shard: 'stripe#0', receivedAt: moment, time: moment, type: 'invoice.paid', provider: 'stripe' };
  return { pk: 'stripe#evt_1', ...facts, digest: '', expires: 0, targets, custody: new Map(held) };
}

const statusOf = (custody: Partial<Custody>) => eventView(entry({ audit: custody }), NOW).processors.audit?.status;

test('a processor that nobody has held the event for has it queued, without an attempt', () => {
  expect(eventView(entry({}, ['audit']), NOW).processors).toEqual({
    audit: { status: 'queued', attempts: 0, failures: [] },
  });
});

test.each([
  ['running', { state: 'claimed', until: NOW + 1 }],
  ['retrying', { state: 'claimed', until: NOW }],
  ['retrying', { state: 'retry', until: NOW + 5000 }],
  ['retrying', { state: 'retry', until: NOW - 5000 }],
  ['done', { state: 'done' }],
  ['failed', { state: 'failed' }],
] as const)('is %s when the ledger says %j', (status, custody) => {
  expect(statusOf(custody)).toBe(status);
});

test('tells when the next attempt may start, and what went wrong before', () => {
  const failures = [{ attempt: 1, at: NOW - 1000, error: 'Error: locked' }];
  const { processors } = eventView(entry({ audit: { state: 'retry', until: NOW + 60_000, failures } }), NOW);
  expect(processors.audit).toEqual({
    status: 'retrying',
    attempts: 1,
    retryAt: '2026-01-02T03:05:05.000Z',
    failures: [{ attempt: 1, at: '2026-01-02T03:04:04.000Z', error: 'Error: locked' }],
  });
});

test('shows a processor that got the event only by a replay', () => {
  expect(Object.keys(eventView(entry({ late: { state: 'done' } }, ['audit']), NOW).processors)).toEqual([
    'audit',
    'late',
  ]);
});

test("takes an id with the key's own separator in it whole", () => {
  const view = eventView({ ...entry(), pk: 'twilio#SM1#delivered' }, NOW);
  expect(view).toMatchObject({ source: 'twilio', id: 'SM1#delivered' });
});

test('is settled once every processor is done or failed, and not before', () => {
  const settled = { first: { state: 'done' }, second: { state: 'failed' } } as const;
  expect(isSettled(eventView(entry(settled), NOW))).toBe(true);
  expect(isSettled(eventView(entry(settled, ['third']), NOW))).toBe(false);
  expect(isSettled(eventView(entry({ first: { state: 'retry' } }), NOW))).toBe(false);
});

test('the archive is none of the processors, and an event can be settled before it is kept', () => {
  const done = { state: 'done' } as const;
  const before = eventView(entry({ audit: done }, ['audit', '_archive']), NOW);
  expect(Object.keys(before.processors)).toEqual(['audit']);
  expect([before.archive, isSettled(before)]).toEqual(['queued', true]);
  expect(eventView(entry({ audit: done, _archive: done }, ['audit', '_archive']), NOW).archive).toBe('done');
  expect(eventView(entry({ audit: done }, ['audit']), NOW)).not.toHaveProperty('archive');
});
