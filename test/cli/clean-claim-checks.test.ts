import { type CleanUpParts, cleanClaimChecks } from '../../cli/claim-checks/clean-claim-checks.ts';
import { claimCheckOf } from '../../core/claim-check.ts';
import type { Custody } from '../../core/custody.ts';
import type { StoredBody } from '../../lambda/aws/claim-check-store.ts';

const HELD = { owner: 'i', until: 0, attempts: 1, failures: [] };
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-03-01T00:00:00Z');

/** The key of an event's body. */
function keyOf(id: string): string {
  const facts = {
    id,
    source: 'stripe',
    provider: 'stripe',
    type: 't',
    time: '',
    receivedAt: '',
    requestId: '',
    contentType: '',
  };
  return claimCheckOf(facts, Buffer.from(id), '0'.repeat(64)).key;
}

const old = (key: string): StoredBody => ({ key, bytes: 10, putAt: NOW - 15 * DAY_MS - 1 });

/** A clean-up of these objects, with a ledger of these states. */
async function clean(
  objects: StoredBody[],
  states: Record<string, Custody['state'][]>,
  more: Partial<CleanUpParts> = {},
) {
  const left = new Set(objects.map(({ key }) => key));
  const read = async (keys: readonly string[]) =>
    new Map(
      keys.flatMap((pk) => {
        const custody = states[pk]?.map((state, index) => [`p${index}`, { ...HELD, state }] as const);
        return custody ? [[pk, { custody: new Map(custody), targets: [] }] as const] : [];
      }),
    );
  const done = await cleanClaimChecks({
    store: {
      async *list() {
        yield objects;
      },
      remove: async (key) => void left.delete(key),
    },
    events: { read },
    now: NOW,
    dryRun: false,
    onProgress: () => undefined,
    ...more,
  });
  return { done, left: [...left] };
}

test('bodies go whose event was never recorded, or is done everywhere', async () => {
  const objects = ['unrecorded', 'done', 'failed', 'retried', 'claimed'].map((id) => old(keyOf(id)));
  const states: Record<string, Custody['state'][]> = {
    'stripe#done': ['done', 'done'],
    'stripe#failed': ['done', 'failed'],
    'stripe#retried': ['retry'],
    'stripe#claimed': ['claimed'],
  };
  const { done, left } = await clean(objects, states);
  expect(left).toEqual(['failed', 'retried', 'claimed'].map(keyOf));
  expect(done).toEqual({ all: { objects: 5, bytes: 50 }, unneeded: { objects: 2, bytes: 20 } });
});

test('a body stays for 15 days whatever the ledger says, since a message may wait for 14', async () => {
  const { left } = await clean([{ ...old(keyOf('unrecorded')), putAt: NOW - 15 * DAY_MS }], {});
  expect(left).toHaveLength(1);
});

test('what is none of ours stays', async () => {
  expect((await clean([old('README.txt'), old('stripe/other')], {})).left).toHaveLength(2);
});

test('a dry run counts and removes nothing', async () => {
  const { done, left } = await clean([old(keyOf('unrecorded'))], {}, { dryRun: true });
  expect(done.unneeded).toEqual({ objects: 1, bytes: 10 });
  expect(left).toHaveLength(1);
});

test('many are looked up a hundred at a time', async () => {
  const asked: number[] = [];
  const read = async (keys: readonly string[]) => {
    asked.push(keys.length);
    return new Map<string, never>();
  };
  const objects = Array.from({ length: 250 }, (_, index) => old(keyOf(`evt_${index}`)));
  expect((await clean(objects, {}, { events: { read } })).left).toEqual([]);
  expect(asked).toEqual([100, 100, 50]);
});
