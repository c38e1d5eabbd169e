import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { type Engines, startEngines } from '../protocol/engines.ts';
import { buildCode, type Code, type Edit } from './build-code.ts';
import { type FrozenItem, type FrozenMessage, items, messages, NOW } from './fixtures.ts';
import { openSharedWorld, type SharedWorld } from './side-by-side.ts';

const HERE = 'test/compatibility';
const OUT = resolve('node_modules/.cache/compatibility');
const versions = readdirSync(HERE).filter((name) => /^v\d+$/.test(name));
const load = createRequire(import.meta.url);
const frozen = (version: string): Code => load(resolve(HERE, version, 'code.cjs'));
const read = (version: string, file: string) => JSON.parse(readFileSync(`${HERE}/${version}/${file}.json`, 'utf8'));

/** What may come: envelopes and states with a field more, which whoever does not know it may leave out. */
const MORE_FIELDS: readonly Edit[] = [
  { file: 'core/envelope.ts', find: "specversion: '1.0',", replace: "specversion: '1.0', region: 'blue'," },
  { file: 'core/custody.ts', find: "state: 'claimed',", replace: "state: 'claimed', priority: 7," },
  { file: 'core/ledger-item.ts', find: '    digest,\n    targets,', replace: "    region: 'blue', digest, targets," },
];

/** What may come: a form of the envelope, or of a state, that the code of today does not know. */
const OTHER_ENVELOPE: readonly Edit[] = [
  { file: 'core/envelope.ts', find: 'ENVELOPE_VERSION = 1', replace: 'ENVELOPE_VERSION = 2' },
  { file: 'core/envelope.ts', find: "specversion: '1.0',", replace: "specversion: '1.0', envelopeversion: 2," },
];
const OTHER_STATE: readonly Edit[] = [
  { file: 'core/custody.ts', find: 'CUSTODY_VERSION = 1', replace: 'CUSTODY_VERSION = 2' },
  { file: 'core/custody.ts', find: "state: 'claimed',", replace: "version: 2, state: 'claimed'," },
];

const built: Record<string, Code> = {};
let engines: Engines;
let world: SharedWorld;
beforeAll(async () => {
  mkdirSync(OUT, { recursive: true });
  for (const [name, edits] of Object.entries({ today: [], MORE_FIELDS, OTHER_ENVELOPE, OTHER_STATE })) {
    await buildCode(`${OUT}/${name}.cjs`, edits);
    built[name] = load(`${OUT}/${name}.cjs`);
  }
  engines = await startEngines();
});
afterAll(() => engines.stop());
beforeEach(async () => {
  world = await openSharedWorld(engines);
});

function code(name: string): Code {
  const found = built[name] ?? frozen(name);
  return found;
}

/** Lets attempts come due, each time on the next of these versions, until the queue is empty. */
async function drain(names: readonly string[]): Promise<void> {
  for (let round = 0; round < 8 && (await world.queued()) > 0; round++) {
    await world.consume(code(names[round % names.length] ?? ''));
    world.now += 3600_000;
  }
}

const ids = Array.from({ length: 8 }, (_, index) => `evt_${index}`);
const failing = () => {
  throw new Error('the work failed');
};

describe.each(versions)('what %s wrote', (version) => {
  test.each<FrozenMessage>(read(version, 'messages'))(
    'is read by the code of today: $what',
    ({ message, facts, body }) => {
      const { facts: found, body: its } = code('today').decodeEnvelope(message);
      expect(JSON.parse(JSON.stringify(found))).toEqual(facts);
      expect(Buffer.isBuffer(its) ? its.toString('base64') : its).toEqual(body);
    },
  );

  test.each<FrozenItem>(read(version, 'items'))('is read by the code of today: $what', ({ item, statuses }) => {
    const { toEntry, eventStatus } = code('today');
    const { custody } = toEntry(item);
    expect(Object.fromEntries([...custody].map(([name, state]) => [name, eventStatus(state, NOW)]))).toEqual(statuses);
  });
});

test('what the code of today writes is what the last frozen version wrote; if it has to differ, freeze another: see docs/updates.md', () => {
  const last = versions.at(-1) ?? '';
  expect(messages()).toEqual(read(last, 'messages'));
  expect(items()).toEqual(read(last, 'items'));
});

describe.each(versions)('%s and later code side by side', (old) => {
  test.each(['today', 'MORE_FIELDS'])(
    '%s: verifiers and processors of both take turns, and each event is processed once',
    async (later) => {
      const both = [old, later];
      for (const [index, id] of ids.entries())
        expect(await world.deliver(code(both[index % 2] ?? ''), id)).toBe('accepted');
      for (const [index, id] of ids.entries())
        expect(await world.deliver(code(both[(index + 1) % 2] ?? ''), id)).toBe('duplicate');
      await drain(both);
      expect([...world.effects]).toEqual(expect.arrayContaining(ids.map((id) => [id, 1])));
      for (const id of ids) for (const name of both) expect(await world.status(code(name), id)).toBe('done');
      expect(await world.deadLetters()).toBe(0);
    },
  );

  test('an event of a tenant is processed once, whichever code takes it, and is not that of another tenant', async () => {
    const both = [old, 'today'];
    const ofTenants = ['acme', 'other'];
    for (const tenant of ofTenants)
      expect(await world.deliver(code('today'), `${tenant}/evt_0`, { tenant })).toBe('accepted');
    expect(await world.deliver(code('today'), 'acme/evt_0', { tenant: 'acme' })).toBe('duplicate');
    await drain(both);
    // What one has done, the other knows of.
    expect(await world.deliver(code('today'), 'acme/evt_0', { tenant: 'acme' })).toBe('duplicate');
    await drain(['today']);
    expect([...world.effects].sort()).toEqual(ofTenants.map((tenant) => [`${tenant}/evt_0`, 1]));
    for (const tenant of ofTenants)
      for (const name of both) expect(await world.status(code(name), `${tenant}/evt_0`)).toBe('done');
    expect(await world.deadLetters()).toBe(0);
  });

  test.each(['today', 'MORE_FIELDS'])(
    '%s: attempts that one began are counted by the other, up to the dead-letter queue',
    async (later) => {
      const both = [later, old];
      expect(await world.deliver(code(later), 'evt_0')).toBe('accepted');
      for (let attempt = 0; attempt < 3; attempt++) {
        await world.consume(code(both[attempt % 2] ?? ''), failing);
        world.now += 3600_000;
      }
      expect([await world.queued(), await world.deadLetters()]).toEqual([0, 1]);
      for (const name of both) expect(await world.status(code(name), 'evt_0')).toBe('failed');
    },
  );

  test('a message in a form that the old code does not know stays, until later code gets it', async () => {
    await world.deliver(code('OTHER_ENVELOPE'), 'evt_0');
    for (let round = 0; round < 5; round++) {
      await world.consume(code(old));
      world.now += 3600_000;
    }
    expect([await world.queued(), await world.deadLetters(), world.effects.size]).toEqual([1, 0, 0]);
    await drain(['OTHER_ENVELOPE']);
    expect([await world.queued(), await world.deadLetters(), world.effects.get('evt_0')]).toEqual([0, 0, 1]);
  });

  test('a state in a form that the old code does not know is left alone, even when its time is over', async () => {
    await world.deliver(code(old), 'evt_0');
    await world.consume(code('OTHER_STATE'), failing);
    for (let round = 0; round < 5; round++) {
      world.now += 3600_000;
      await world.consume(code(old));
    }
    expect([await world.queued(), await world.deadLetters(), world.effects.size]).toEqual([1, 0, 0]);
    await drain(['OTHER_STATE']);
    expect([await world.queued(), world.effects.get('evt_0')]).toEqual([0, 1]);
  });
});
