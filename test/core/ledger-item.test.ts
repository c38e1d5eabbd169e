import type { EventFacts } from '../../core/event-facts.ts';
import {
  boundedId,
  custodyAttribute,
  ledgerItem,
  ledgerKey,
  processorOf,
  RETENTION_DAYS,
  SHARDS,
  shardKey,
  shardOf,
} from '../../core/ledger-item.ts';

const NOW = Date.parse('2026-03-01T10:20:30.400Z');

const facts: EventFacts = {
  id: 'evt_1',
  source: 'stripe',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-03-01T10:20:29.000Z',
  receivedAt: '2026-03-01T10:20:30.400Z',
  requestId: 'req-1',
  contentType: 'application/json',
};

describe("an event's item in the ledger", () => {
  test('is keyed by source and id, indexed by shard and time, and kept for 35 days', () => {
    expect(ledgerItem(facts, 'd1', ['a', 'b'], NOW)).toEqual({
      pk: 'stripe#evt_1',
      shard: shardKey('stripe', shardOf('evt_1')),
      receivedAt: '2026-03-01T10:20:30.400Z',
      time: '2026-03-01T10:20:29.000Z',
      type: 'invoice.paid',
      provider: 'stripe',
      digest: 'd1',
      targets: ['a', 'b'],
      expires: Math.floor(NOW / 1000) + RETENTION_DAYS * 86_400,
    });
  });

  test('outlives the queue, the dead-letter queue and the longest retries of a provider', () => {
    expect(RETENTION_DAYS).toBeGreaterThanOrEqual(14 + 14 + 3);
  });

  test('stays under the 1 KB of a write unit with the longest id, type and names', () => {
    const longest = { ...facts, id: boundedId('x'.repeat(1000)), source: 's'.repeat(48), type: 't'.repeat(128) };
    expect(JSON.stringify(ledgerItem(longest, 'd'.repeat(64), ['p'.repeat(48)], NOW)).length).toBeLessThan(1024);
  });
});

describe('the id of an event', () => {
  test.each(['evt_1', 'a', 'x'.repeat(256), 'two words', 'msg:1/2?#"'])('is kept as it is: %s', (id) =>
    expect(boundedId(id)).toBe(id),
  );

  test.each(['x'.repeat(257), ' x', 'x ', 'zoë', 'a\nb', '\u0000', '\uFFFE', ''])(
    'is its digest when a store or a command line could not take it: %j',
    (id) => {
      expect(boundedId(id)).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(boundedId(`${id}!`)).not.toBe(boundedId(id));
    },
  );

  test('never makes two sources share a key', () => {
    expect(ledgerKey('a', 'b#c')).not.toBe(ledgerKey('a-b', 'c'));
  });
});

describe('the shard of an event', () => {
  test('is always the same, and spreads evenly', () => {
    const counts = new Map<number, number>();
    for (let index = 0; index < 16_000; index += 1) {
      const shard = shardOf(`evt_${index}`);
      expect(shardOf(`evt_${index}`)).toBe(shard);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: SHARDS }, (_, shard) => shard));
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
  });
});

test("a processor's attribute is told from the item's own", () => {
  expect(processorOf(custodyAttribute('record-payment'))).toBe('record-payment');
  for (const attribute of ['pk', 'shard', 'type', 'expires', 'processor', 'targets'])
    expect(processorOf(attribute)).toBeUndefined();
});
