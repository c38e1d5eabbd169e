import type { SQSRecord } from 'aws-lambda';
import type { Custody } from '../../../core/custody.ts';
import { encodeEnvelope } from '../../../core/envelope.ts';
import { pausedBy, resumed } from '../../../core/flow-state.ts';
import { openFlow } from '../../../lambda/aws/flow.ts';
import { openLedger } from '../../../lambda/aws/ledger.ts';
import { openPace } from '../../../lambda/aws/pace.ts';
import { jsonLog } from '../../../lambda/log.ts';
import type { ProcessorFigures } from '../../../lambda/metrics.ts';
import { pacer } from '../../../lambda/runtime/pacer.ts';
import { PermanentError } from '../../../lambda/runtime/permanent-error.ts';
import { processBatch } from '../../../lambda/runtime/process-batch.ts';
import { valve } from '../../../lambda/runtime/valve.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';

let engines: Engines;
let table = '';
let tables = 0;
beforeAll(async () => {
  engines = await startEngines();
});
beforeEach(async () => {
  tables += 1;
  table = `flow-${tables}`;
  await engines.createTable(table);
});
afterAll(() => engines.stop());

const RECEIVED = '2026-01-01T00:00:00.000Z';
const record = (id: string, attributes: Partial<SQSRecord['attributes']> = {}) => {
  const facts = { id, source: 'acme', provider: 'acme', type: 'job', time: RECEIVED, receivedAt: RECEIVED };
  const body = encodeEnvelope({ ...facts, requestId: 'r', contentType: 'application/json' }, Buffer.from('{}'));
  return { messageId: id, receiptHandle: id, body, attributes } as SQSRecord;
};

/** A processor with one instance; another one with the same table is another instance of it. */
function openProcessor(work: (id: string) => void, { maxAttempts = 3, clock = { now: Date.parse(RECEIVED) } } = {}) {
  const options = { endpoint: engines.dynamodb };
  const log = jsonLog(() => {});
  const flow = openFlow(table, options);
  const ledger = openLedger(table, options);
  const now = () => clock.now;
  const held = new Map<string, number>();
  const buried: string[] = [];
  const counted: ProcessorFigures[] = [];
  let invocations = 0;
  const parts = {
    processor: 'work',
    work: async ({ id }: { readonly id: string }) => work(id),
    maxAttempts,
    firstRetrySeconds: 1,
    fetchBody: () => Promise.reject(new Error('no body is anywhere else')),
    transactions: { write: () => Promise.reject(new Error('nothing here is transacted')) },
    ledger,
    hold: async ({ receiptHandle }: { readonly receiptHandle: string }, seconds: number) =>
      void held.set(receiptHandle, seconds),
    sendToDeadLetterQueue: async ({ error }: { readonly error: string }) => void buried.push(error),
    valve: valve({ processor: 'work', flow, pauseAfter: 3, now, log }),
    count: (figures: ProcessorFigures) => void counted.push(figures),
    now,
    random: () => 0,
    wait: async () => {},
    log,
  };
  return {
    clock,
    flow,
    held,
    buried,
    counted,
    run: async (...records: readonly SQSRecord[]) => {
      invocations += 1;
      const invocation = {
        id: `${Math.random()}-${invocations}`,
        deadline: now() + 30_000,
        signal: AbortSignal.abort(),
      };
      const { batchItemFailures } = await processBatch(records, invocation, parts);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    custody: async (id: string): Promise<Custody | undefined> => (await ledger.read('acme', id))?.custody.get('work'),
  };
}

test('holds every message while its operator has paused it, and claims none', async () => {
  const seen: string[] = [];
  const { flow, run, held, custody, counted } = openProcessor((id) => void seen.push(id));
  await flow.write('work', await flow.read('work'), pausedBy(await flow.read('work'), 'ann', Date.parse(RECEIVED)));
  expect(await run(record('e1'), record('e2'))).toEqual(['e1', 'e2']);
  expect(counted).toEqual([{ Held: 2 }]);
  expect(seen).toEqual([]);
  expect(held).toEqual(
    new Map([
      ['e1', 5],
      ['e2', 5],
    ]),
  );
  expect(await custody('e1')).toBeUndefined();
});

test('goes on within five seconds after its operator has resumed it', async () => {
  const seen: string[] = [];
  const { flow, run, clock } = openProcessor((id) => void seen.push(id));
  await flow.write('work', await flow.read('work'), pausedBy(await flow.read('work'), 'ann', clock.now));
  await run(record('e1'));
  await flow.write('work', await flow.read('work'), resumed(await flow.read('work')));
  clock.now += 5000;
  expect(await run(record('e1'))).toEqual([]);
  expect(seen).toEqual(['e1']);
});

test('pauses itself after failures in a row, tries one event at a time without using up its attempts, and goes on', async () => {
  let isDown = true;
  let calls = 0;
  const { run, clock, custody, held, buried } = openProcessor(() => {
    calls += 1;
    if (isDown) throw new Error('the CRM is down');
  });
  await run(record('e1'), record('e2'), record('e3'));
  const batch = ['e1', 'e2', 'e3', 'e4', 'e5'].map((id) => record(id));
  expect(calls).toBe(3);

  // An hour of it: far more probes than an event has attempts.
  for (let seconds = 0; seconds < 3600; seconds += 10) {
    clock.now += 10_000;
    expect(await run(...batch)).toHaveLength(5);
  }
  expect(calls).toBe(3 + 8);
  expect(buried).toEqual([]);
  for (const id of ['e1', 'e2', 'e3']) expect((await custody(id))?.attempts).toBe(1);
  expect(await custody('e5')).toBeUndefined();
  expect(Math.max(...held.values())).toBeLessThanOrEqual(1800);

  isDown = false;
  clock.now += 1800_000;
  expect(await run(...batch)).toEqual(['e2', 'e3', 'e4', 'e5']);
  expect(await run(...batch.slice(1))).toEqual([]);
  expect(calls).toBe(3 + 8 + 5);
});

test('is paused in all its instances, of which one at a time tries an event', async () => {
  let calls = 0;
  const work = () => {
    calls += 1;
    throw new Error('the CRM is down');
  };
  const first = openProcessor(work);
  const second = openProcessor(work, { clock: first.clock });
  await first.run(record('e1'), record('e2'), record('e3'));
  first.clock.now += 10_000;
  await Promise.all([first.run(record('e4')), second.run(record('e5'))]);
  expect(calls).toBe(4);
});

test('counts failures of all instances together, and starts over after a success in any', async () => {
  const work = (id: string) => {
    if (id.startsWith('bad')) throw new Error('failed');
  };
  const first = openProcessor(work);
  const second = openProcessor(work, { clock: first.clock });
  const failures = async () => (await first.flow.read('work')).failures;
  await first.run(record('bad-1'));
  await second.run(record('bad-2'));
  expect(await failures()).toBe(2);
  await second.run(record('good'));
  expect(await failures()).toBe(0);
  await first.run(record('bad-3'));
  expect(await failures()).toBe(1);
});

test('is not paused by events that no attempt can help', async () => {
  const { flow, run } = openProcessor(() => {
    throw new PermanentError('malformed');
  });
  await run(...['e1', 'e2', 'e3', 'e4'].map((id) => record(id)));
  expect(await flow.read('work')).toEqual({ version: 0, failures: 0 });
});

test('gives up an event that alone keeps it paused, once it has waited for a day', async () => {
  const poison = () => {
    throw new Error('poison');
  };
  const { run, clock, buried } = openProcessor(poison, { maxAttempts: 5 });
  for (let hour = 0; hour < 24; hour++, clock.now += 3600_000) await run(record('e1'));
  expect(buried).toEqual([]);
  for (let hour = 0; hour < 3; hour++, clock.now += 3600_000) await run(record('e1'));
  expect(buried).toEqual(['Error: poison']);
});

test('tries no event of a group while one before it waits', async () => {
  const seen: string[] = [];
  const { flow, run, clock } = openProcessor((id) => {
    seen.push(id);
    throw new Error('down');
  });
  const ordered = (id: string) => record(id, { MessageGroupId: 'g', SequenceNumber: '1' });
  await run(ordered('e1'));
  await flow.write('work', await flow.read('work'), {
    version: 9,
    failures: 3,
    pause: { by: 'failures', since: 0, probeAt: clock.now, seconds: 10 },
  });
  // e1 waits for its second attempt, so that trying it tells nothing; e2 must not overtake it.
  const other = openProcessor((id) => void seen.push(id), { clock });
  expect(await other.run(ordered('e1'), ordered('e2'))).toEqual(['e1', 'e2']);
  expect(seen).toEqual(['e1']);
});

test('lets attempts begin as far apart as the rate says, those of all instances together', async () => {
  const starts: number[] = [];
  const pace = openPace(table, { endpoint: engines.dynamodb });
  const now = () => 1_000_000;
  const wait = async (milliseconds: number) => void starts.push(milliseconds);
  const instance = () => pacer({ processor: 'work', pace, perSecond: 20, now, wait });
  const instances = [instance(), instance(), instance()];
  await Promise.all(Array.from({ length: 30 }, (_, index) => instances[index % 3]?.(now() + 60_000)));
  // The first waits for nothing.
  expect(starts.sort((left, right) => left - right)).toEqual(
    Array.from({ length: 29 }, (_, index) => 50 * (index + 1)),
  );
});

test('makes up for no slot that went by while it was asked for', async () => {
  const clock = { now: 0 };
  const slots = [0, 300, 1400];
  const pace = {
    take: async () => {
      clock.now += 450;
      return slots.shift();
    },
  };
  const waits: number[] = [];
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  const turn = pacer({ processor: 'work', pace, perSecond: 5, now: () => clock.now, wait });
  expect(await turn(60_000)).toBeUndefined();
  // The answers came at 450, 900 and 1350 ms: only the third slot was still to come.
  expect(slots).toEqual([]);
  expect(waits).toEqual([50]);
});

test('takes no slot that would be too late, and tells when to come back', async () => {
  const pace = openPace(table, { endpoint: engines.dynamodb });
  const now = () => 1000;
  const turn = pacer({ processor: 'work', pace, perSecond: 1, now, wait: async () => {} });
  expect([await turn(3000), await turn(3000), await turn(3000)]).toEqual([undefined, undefined, undefined]);
  expect([await turn(3000), await turn(3000)]).toEqual([3, 4]);
  expect(await turn(4000)).toBeUndefined();
});
