import { type EventChange, followEvents } from '../../cli/events/follow-events.ts';
import type { Custody } from '../../core/custody.ts';
import type { LedgerEntry } from '../../core/ledger-item.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';

const START = Date.parse('2026-01-02T03:04:05.000Z');
const SECOND = 1000;

/** A ledger in memory, and a clock that the test winds. */
class World {
  readonly entries = new Map<string, LedgerEntry>();
  now = START;
  /** What was asked of the ledger: the keys read one by one. */
  readonly read: string[][] = [];

  put(id: string, custody: Readonly<Record<string, Partial<Custody>>> = {}, receivedAt = this.now): void {
    const full = (given: Partial<Custody>): Custody => ({
      state: 'claimed',
      owner: 'o',
      until: 0,
      attempts: 1,
      failures: [],
      ...given,
    });
    const moment = new Date(receivedAt).toISOString();
    const pk = `stripe#${id}`;
    const facts = { pk, shard: '', time: moment, type: 'a', provider: 'stripe', digest: '', expires: 0 };
    const held = Object.entries(custody).map(([name, given]) => [name, full(given)] as const);
    this.entries.set(pk, { ...facts, receivedAt: moment, targets: ['audit'], custody: new Map(held) });
  }

  readonly events: LedgerEvents = {
    list: async ({ since = '' }) =>
      [...this.entries.values()]
        .filter(({ receivedAt }) => receivedAt >= since)
        .sort((left, right) => right.receivedAt.localeCompare(left.receivedAt)),
    read: async (keys) => {
      if (keys.length > 0) this.read.push([...keys]);
      return new Map(keys.flatMap((key) => [this.entries.get(key) ?? []].flat().map((entry) => [key, entry])));
    },
  };
}

/** Looks once before the first step and once after each. */
async function follow(world: World, ...steps: (() => void)[]): Promise<EventChange[][]> {
  const seen: EventChange[][] = [[]];
  const pause = async () => {
    const step = steps.shift();
    if (!step) return false;
    step();
    seen.push([]);
    return true;
  };
  const changes = followEvents({ events: world.events, sources: ['stripe'], now: () => world.now, pause });
  for await (const change of changes) seen.at(-1)?.push(change);
  return seen;
}

const summary = (changes: readonly EventChange[] | undefined) =>
  changes?.map(({ event, isNew, processors }) => [
    event.id,
    isNew,
    ...processors.map((name) => event.processors[name]?.status),
  ]);

test('tells of nothing that was there before, and of each new event once, oldest first', async () => {
  const world = new World();
  world.put('old', {}, START - SECOND);
  const seen = await follow(
    world,
    () => {
      world.now += SECOND;
      world.put('first');
      world.now += SECOND;
      world.put('second');
    },
    () => {},
  );
  expect(seen.map(summary)).toEqual([
    [],
    [
      ['first', true, 'queued'],
      ['second', true, 'queued'],
    ],
    [],
  ]);
});

test('tells of each change of status or attempt', async () => {
  const world = new World();
  const seen = await follow(
    world,
    () => world.put('evt'),
    () => world.put('evt', { audit: { state: 'retry' } }),
    () => world.put('evt', { audit: { state: 'retry', attempts: 2 } }),
    () => world.put('evt', { audit: { state: 'retry', attempts: 2, until: 7 } }),
    () => world.put('evt', { audit: { state: 'done', attempts: 3 } }),
  );
  expect(seen.slice(1).map(summary)).toEqual([
    [['evt', true, 'queued']],
    [['evt', false, 'retrying']],
    [['evt', false, 'retrying']],
    [],
    [['evt', false, 'done']],
  ]);
});

test('follows an event that is not settled for as long as it takes, and no other', async () => {
  const world = new World();
  const hour = () => {
    world.now += 3600 * SECOND;
  };
  const seen = await follow(
    world,
    () => {
      world.put('done', { audit: { state: 'done' } });
      world.put('waiting', { audit: { state: 'retry' } });
    },
    hour,
    hour,
    () => world.put('waiting', { audit: { state: 'failed' } }, START),
    hour,
  );
  expect(seen.slice(2).map(summary)).toEqual([[], [], [['waiting', false, 'failed']], []]);
  expect(world.read).toEqual([['stripe#waiting'], ['stripe#waiting']]);
});

test('sees an event that the index brings late', async () => {
  const world = new World();
  const seen = await follow(
    world,
    () => {
      world.now += 60 * SECOND;
    },
    () => {
      world.now += SECOND;
      world.put('late', {}, world.now - 9 * SECOND);
    },
  );
  expect(summary(seen[2])).toEqual([['late', true, 'queued']]);
});
