import { comparePlaces, isAtOrBefore, replayId, replayItem } from '../../core/replay-record.ts';

const selection = {
  sources: ['stripe', 'github'],
  ids: ['b', 'a'],
  type: 'invoice.*',
  since: '2026-01-31T00:00:00.000Z',
};

test('the same selection has the same id, in whatever order it is typed', () => {
  expect(replayId({ ...selection, sources: ['github', 'stripe'], ids: ['a', 'b'] })).toBe(replayId(selection));
  expect(replayId(selection)).toMatch(/^[0-9a-f]{12}$/);
});

test.each([
  { sources: ['stripe'] },
  { ids: ['a'] },
  { ids: undefined },
  { type: undefined },
  { since: undefined },
  { until: '2026-02-01T00:00:00.000Z' },
  { processor: 'record-payment' },
  { limit: 1 },
])('another selection has another id: %j', (other) => {
  expect(replayId({ ...selection, ...other })).not.toBe(replayId(selection));
});

test('the same once more has another id', () => {
  expect(replayId(selection, 'again')).not.toBe(replayId(selection));
});

test('places are in order by source, time and id', () => {
  const place = { source: 'b', receivedAt: '2026-01-31T09:00:00.000Z', id: 'b' };
  const before = [{ source: 'a' }, { receivedAt: '2026-01-31T08:59:59.999Z' }, { id: 'a' }];
  for (const other of before) {
    expect(comparePlaces({ ...place, ...other }, place)).toBe(-1);
    expect(isAtOrBefore(place, { ...place, ...other })).toBe(false);
  }
  expect(isAtOrBefore(place, place)).toBe(true);
});

test('a record is forgotten after 400 days', () => {
  const startedAt = '2026-01-31T00:00:00.000Z';
  const item = replayItem({ id: 'op', selection, startedAt, state: 'begun', ahead: [], sent: 0 });
  expect(item.pk).toBe('#replay#op');
  expect(new Date(item.expires * 1000).toISOString()).toBe('2027-03-07T00:00:00.000Z');
});
