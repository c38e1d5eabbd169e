import { archivedEvents } from '../../../cli/replay/archived-events.ts';
import { selectedEvents } from '../../../cli/replay/selected-events.ts';
import { defineWebhooks, hmac } from '../../../core/index.ts';
import type { ReplaySelection } from '../../../core/replay-record.ts';
import { collect, factsAt, standInArchive } from './stand-in-archive.ts';

const sender = { provider: hmac({ header: 'X-Acme-Signature' }) };
const webhooks = defineWebhooks({
  sources: { acme: sender, beta: sender },
  processors: { first: { on: { acme: ['*'], beta: ['*'] } }, second: { on: { acme: ['kept.*'] } } },
});

const { store, reads } = standInArchive([
  [factsAt('09:00:00.000', 'a'), factsAt('09:20:00.000', 'd', 'kept.big'), factsAt('09:40:00.000', 'f')],
  [factsAt('09:10:00.000', 'c'), factsAt('09:20:00.000', 'd', 'kept.big'), factsAt('09:30:00.000', 'e')],
  [factsAt('09:05:00.000', 'b')],
  [factsAt('10:00:00.000', 'g', 'kept.small')],
  [factsAt('08:00:00.000', 'x', 'made', 'beta')],
]);
beforeEach(() => void reads.splice(0));

const idsOf = async (selection: Partial<ReplaySelection>, receivedAt: Record<string, string> = {}) => {
  const parts = { store, webhooks, receivedAt: async (_: string, id: string) => receivedAt[id] };
  return (await collect(selectedEvents({ sources: ['acme'], ...selection }, parts)))
    .map(({ facts }) => facts.id)
    .join('');
};

test('events of objects that overlap come in the order of their receipt, each once', async () => {
  const events = await collect(archivedEvents(store, 'acme', {}));
  expect(events.map(({ facts }) => facts.id).join('')).toBe('abcdefg');
  expect(events[0]?.body.toString()).toBe('{\n"id": "a"}');
});

test('a period begins with its first moment and ends before its last', async () => {
  const period = { since: '2026-01-31T09:05:00.000Z', until: '2026-01-31T09:30:00.000Z' };
  expect(await idsOf(period)).toBe('bcd');
  expect(reads).toHaveLength(3);
});

test('a source comes after the other, and a limit takes the oldest', async () => {
  expect(await idsOf({ sources: ['beta', 'acme'] })).toBe('abcdefgx');
  reads.splice(0);
  expect(await idsOf({ limit: 2 })).toBe('ab');
  expect(reads.filter((key) => key.includes('hour=2026-01-31T10'))).toEqual([]);
});

test('a type may be a pattern', async () => {
  expect(await idsOf({ type: 'kept.*' })).toBe('dg');
});

test('an event by its id is looked for when the ledger heard of it', async () => {
  expect(await idsOf({ ids: ['g'] }, { g: '2026-01-31T10:00:00.000Z' })).toBe('g');
  expect(reads).toHaveLength(1);
});

test('an event that was queued only when the provider sent it again is found later', async () => {
  expect(await idsOf({ ids: ['g'] }, { g: '2026-01-31T08:00:00.000Z' })).toBe('g');
});

test('an event that the ledger has forgotten is found in a period that is named', async () => {
  expect(await idsOf({ ids: ['e', 'nobody'] })).toBe('');
  expect(await idsOf({ ids: ['e', 'nobody'], since: '2026-01-31T00:00:00.000Z' })).toBe('e');
});

test('it is known of each event who wants it today, or whether the one that is meant does', async () => {
  const wanting = async (processor?: string) => {
    const parts = { store, webhooks, receivedAt: async () => undefined };
    const events = await collect(selectedEvents({ sources: ['acme'], type: '*e*', processor }, parts));
    return events.map(({ facts, processors }) => `${facts.id} ${processors}`);
  };
  expect((await wanting()).slice(3, 5)).toEqual(['d first,second', 'e first']);
  expect((await wanting('second')).slice(3, 5)).toEqual(['d second', 'e ']);
});
