import type { Custody } from '../../../core/custody.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { type LedgerEntry, ledgerItem } from '../../../core/ledger-item.ts';
import {
  type Circumstances,
  findingOn,
  gather,
  type SentEvent,
  type SentRow,
  wantedType,
} from '../../../core/reconciliation/missing.ts';

const NOW = Date.parse('2026-01-10T12:00:00Z');
const MINUTE = 60_000;
const row = (more: Partial<SentRow> = {}): SentRow => ({
  id: 'guid',
  type: 'push',
  at: NOW - 60 * MINUTE,
  isAnswered: false,
  handle: '1',
  ...more,
});
const sent = (more: Partial<SentEvent> = {}): SentEvent => ({
  ...row(),
  firstAt: NOW - 60 * MINUTE,
  lastAt: NOW - 60 * MINUTE,
  attempts: 1,
  ...more,
});

function entry(receivedAt: number, held: readonly string[]): LedgerEntry {
  const time = new Date(receivedAt).toISOString();
  const names = { id: 'guid', source: 'github', provider: 'github', type: 'push', requestId: 'r', contentType: 'a/b' };
  const custody: Custody = { state: 'done', owner: 'o', until: 0, attempts: 1, failures: [] };
  const item = ledgerItem({ ...names, time, receivedAt: time }, 'digest', ['bill', 'ship'], receivedAt);
  return { ...item, custody: new Map(held.map((name) => [name, custody])) };
}

const finding = (event: SentEvent, more: Partial<Circumstances> = {}) =>
  findingOn(event, { entry: undefined, wanted: 'yes', now: NOW, graceMs: 5 * MINUTE, ...more });

test('the attempts of an event are one event, named to the provider by the newest, answered if any of them was', () => {
  const rows = [
    row({ at: NOW - 1, handle: '3' }),
    row({ id: 'other', at: NOW - 2, handle: '2' }),
    row({ at: NOW - 3, handle: '1', isAnswered: true }),
  ];
  expect(gather(rows)).toEqual([
    expect.objectContaining({
      id: 'guid',
      handle: '3',
      attempts: 2,
      firstAt: NOW - 3,
      lastAt: NOW - 1,
      isAnswered: true,
    }),
    expect.objectContaining({ id: 'other', handle: '2', attempts: 1, isAnswered: false }),
  ]);
});

test('an event that the ledger lacks is missing, once it is older than the grace period', () => {
  expect(finding(sent())).toBe('missing');
  expect(finding(sent({ lastAt: NOW - 5 * MINUTE }))).toBe('missing');
  expect(finding(sent({ lastAt: NOW - 5 * MINUTE + 1 }))).toBe('in-flight');
  expect(finding(sent({ lastAt: NOW + MINUTE }))).toBe('in-flight');
});

test('an event that no processor wants is not missing', () => {
  expect(finding(sent(), { wanted: 'no' })).toBe('unwanted');
});

test('an event that was answered and may have been ignored by a `when` is not missing; one that was not answered is', () => {
  expect(finding(sent({ isAnswered: true }), { wanted: 'perhaps' })).toBe('unwanted');
  expect(finding(sent(), { wanted: 'perhaps' })).toBe('missing');
});

test('an event that somebody else answered, so that the ledger lacks it, is missing', () => {
  expect(finding(sent({ isAnswered: true }))).toBe('missing');
});

test('an event that was recorded and never sent to a processor is to be sent, unless the provider heard that all is well', () => {
  const recorded = entry(NOW - 60 * MINUTE, ['bill']);
  expect(finding(sent(), { entry: recorded })).toBe('unheld');
  expect(finding(sent({ isAnswered: true }), { entry: recorded })).toBe('present');
  expect(finding(sent(), { entry: entry(NOW - 60 * MINUTE, ['bill', 'ship']) })).toBe('present');
  expect(finding(sent(), { entry: entry(NOW - MINUTE, ['bill']) })).toBe('in-flight');
});

test('an event that keeps failing waits twice as long each time, and at most half a day', () => {
  const after = (attempts: number, minutes: number) =>
    finding(sent({ attempts, lastAt: NOW - minutes * MINUTE, firstAt: NOW - 999 * MINUTE }));
  expect([after(2, 9), after(2, 10)]).toEqual(['postponed', 'missing']);
  expect([after(4, 39), after(4, 40)]).toEqual(['postponed', 'missing']);
  expect([after(50, 719), after(50, 720)]).toEqual(['postponed', 'missing']);
});

test('a type is wanted by whoever subscribes to it, for certain only without a `when`', () => {
  const webhooks = defineWebhooks({
    sources: { github: {}, stripe: {} },
    processors: {
      always: { on: { github: ['push'] } },
      sometimes: { on: { github: ['*'], stripe: ['invoice.*'] }, when: ({ data }) => data.ref === 'main' },
    },
  });
  expect(wantedType(webhooks, 'github', 'push')).toBe('yes');
  expect(wantedType(webhooks, 'github', 'issues.opened')).toBe('perhaps');
  expect(wantedType(webhooks, 'stripe', 'charge.refunded')).toBe('no');
});
