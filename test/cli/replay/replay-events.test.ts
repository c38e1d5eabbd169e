import { type ReplayParts, replayEvents } from '../../../cli/replay/replay-events.ts';
import type { SelectedEvent } from '../../../cli/replay/selected-events.ts';
import { type Claimant, type Custody, claim, completed } from '../../../core/custody.ts';
import { decodeEnvelope, eventOf } from '../../../core/envelope.ts';
import { type LedgerEntry, ledgerItem } from '../../../core/ledger-item.ts';
import type { ReplayRecord } from '../../../core/replay-record.ts';
import { factsAt } from './stand-in-archive.ts';

const DIGEST = 'd'.repeat(64);

function selected(index: number, processors = ['first'], writtenAt = 0): SelectedEvent {
  const facts = factsAt(new Date(index).toISOString().slice(11, -1), `evt_${index}`);
  return { facts, event: eventOf(facts, Buffer.from('{}')), digest: DIGEST, processors, writtenAt };
}

async function* listed(events: readonly SelectedEvent[]) {
  yield* events;
}

const begun: ReplayRecord = {
  id: 'op',
  selection: { sources: ['acme'] },
  startedAt: '2026-02-01T00:00:00.000Z',
  state: 'begun',
  ahead: [],
  sent: 0,
};

const claimant: Omit<Claimant, 'replay'> = { owner: 'invocation', now: 2, deadline: 3, maxAttempts: 3 };

/** A ledger and queues; `run` is what consumers do with a message at once, if at all. */
function world(changes: Partial<ReplayParts> = {}) {
  const states = new Map<string, Custody>();
  const sent: string[] = [];
  const records: ReplayRecord[] = [];
  const nameOf = (pk: string, processor: string) => `${pk} ${processor}`;
  const parts: ReplayParts = {
    claimChecks: { put: async () => undefined },
    claimCheckKb: 200,
    log: { write: async (record) => void records.push(record) },
    ledger: {
      async swap({ pk }, processor, expected, next) {
        const current = states.get(nameOf(pk, processor));
        if (JSON.stringify(current) !== JSON.stringify(expected)) return { taken: false, current };
        states.set(nameOf(pk, processor), next);
        return { taken: true };
      },
    },
    async states(keys) {
      const entryOf = (pk: string): LedgerEntry => {
        const custody = new Map<string, Custody>();
        for (const [name, state] of states)
          if (name.startsWith(`${pk} `)) custody.set(name.slice(pk.length + 1), state);
        return { ...ledgerItem(factsAt('00:00:00.000', pk), DIGEST, [], 0), pk, custody };
      };
      return new Map(keys.map((pk) => [pk, entryOf(pk)]));
    },
    send: async (processor, message) => void sent.push(`${decodeEnvelope(message).facts.id} ${processor}`),
    laneOf: () => undefined,
    mayStart: async () => true,
    tell: () => undefined,
    now: () => 1,
    ...changes,
  };
  const settle = (pk: string, processor: string, replay?: string) => {
    const decision = claim(states.get(nameOf(pk, processor)), { ...claimant, replay });
    if (decision.verdict === 'run') states.set(nameOf(pk, processor), completed(decision.next));
    return decision.verdict;
  };
  return { parts, sent, records, states, settle };
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const stopAfter = (count: number) => {
  let asked = 0;
  return async () => asked++ < count;
};

test('every event is sent to every processor that wants it, as this replay', async () => {
  const messages: (string | undefined)[] = [];
  const { parts } = world({ send: async (_, message) => void messages.push(decodeEnvelope(message).facts.replay) });
  const { record, counts } = await replayEvents(
    listed(range(250).map((index) => selected(index, ['first', 'second']))),
    begun,
    parts,
  );
  expect(counts).toEqual({ sent: 500, running: 0, already: 0, before: 0 });
  expect(record).toMatchObject({ state: 'done', sent: 500 });
  expect(messages).toEqual(Array(500).fill('op'));
});

test('what was processed is opened before its message goes, and then runs once', async () => {
  const { parts, sent, settle } = world();
  expect(settle('acme#evt_0', 'first')).toBe('run');
  await replayEvents(listed([selected(0)]), begun, parts);
  expect(sent).toEqual(['evt_0 first']);
  expect([settle('acme#evt_0', 'first', 'op'), settle('acme#evt_0', 'first', 'op')]).toEqual(['run', 'settled']);
});

test('one that is stopped goes on where it was, and sends nothing twice', async () => {
  const events = range(330).map((index) => selected(index, ['first', 'second']));
  const { parts, sent, records } = world();
  let record = begun;
  for (const stop of [1, 17, 250, 99, 1000]) {
    const run = await replayEvents(listed(events), record, { ...parts, mayStart: stopAfter(stop) });
    record = run.record;
    expect(run.counts.already).toBe(0);
    expect(records.at(-1)).toEqual(record);
  }
  expect(record).toMatchObject({ state: 'done', sent: 660 });
  expect(sent).toHaveLength(660);
  expect(new Set(sent).size).toBe(660);
});

test('one that was killed sends at most a batch again, and nothing that was claimed', async () => {
  const events = range(150).map((index) => selected(index));
  const { parts, sent, settle, records } = world();
  await replayEvents(listed(events), begun, { ...parts, mayStart: stopAfter(120) });
  for (const name of sent.slice(0, 110)) settle(`acme#${name.split(' ')[0]}`, 'first', 'op');
  const [last] = records;
  if (!last) throw new Error('no record');
  const { counts } = await replayEvents(listed(events), last, parts);
  expect(counts).toEqual({ before: 100, already: 10, sent: 40, running: 0 });
});

test('what is being processed at that moment is left alone, and counted', async () => {
  const { parts, sent, states } = world();
  states.set('acme#evt_0 first', { state: 'claimed', owner: 'other', until: 1000, attempts: 1, failures: [] });
  const { counts } = await replayEvents(listed([selected(0), selected(1)]), begun, parts);
  expect(counts).toEqual({ sent: 1, running: 1, already: 0, before: 0 });
  expect(sent).toEqual(['evt_1 first']);
});

test('what came to the archive after a replay began is not taken for done', async () => {
  const record = { ...begun, cursor: { source: 'acme', receivedAt: selected(5).facts.receivedAt, id: 'evt_5' } };
  const late = selected(3, ['first'], Date.parse(begun.startedAt) + 1);
  const { parts, sent } = world();
  const run = await replayEvents(listed([selected(2), late, selected(5), selected(6)]), record, parts);
  expect(sent).toEqual(['evt_3 first', 'evt_6 first']);
  expect(run.record.cursor?.id).toBe('evt_6');
});

test('messages of one lane keep their order, whatever the others do', async () => {
  const order: string[] = [];
  const { parts } = world({
    laneOf: (_, { facts }) => (Number(facts.id.slice(4)) % 2 === 0 ? 'even' : undefined),
    async send(_, message) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
      order.push(decodeEnvelope(message).facts.id);
    },
  });
  await replayEvents(listed(range(60).map((index) => selected(index))), begun, parts);
  const even = order.filter((id) => Number(id.slice(4)) % 2 === 0);
  expect(even).toEqual(range(30).map((index) => `evt_${2 * index}`));
});

test('a message that cannot be sent ends it, and the rest goes another time', async () => {
  const { parts, sent } = world();
  const send: ReplayParts['send'] = async (processor, message, event) => {
    if (event.facts.id === 'evt_7') throw new Error('the queue is gone');
    await parts.send(processor, message, event);
  };
  const events = range(300).map((index) => selected(index));
  const first = await replayEvents(listed(events), begun, { ...parts, send });
  expect(first.error).toBe('the queue is gone');
  expect(first.record.state).toBe('begun');
  const second = await replayEvents(listed(events), first.record, parts);
  expect(second.record).toMatchObject({ state: 'done', sent: 300 });
  expect(new Set(sent).size).toBe(300);
  expect(sent).toHaveLength(300);
});
