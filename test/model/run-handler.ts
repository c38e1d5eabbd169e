import { setImmediate as settle } from 'node:timers/promises';
import type { SQSRecord } from 'aws-lambda';
import { replayOne } from '../../cli/replay/replay-one.ts';
import type { Custody } from '../../core/custody.ts';
import { decodeEnvelope, encodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import type { LedgerEntry, LedgerItem } from '../../core/ledger-item.ts';
import type { Transactions } from '../../lambda/aws/transactions.ts';
import { jsonLog } from '../../lambda/log.ts';
import type { RuntimeParts } from '../../lambda/runtime/runtime-parts.ts';
import {
  type Call,
  type Entry,
  type Handlers,
  INVOCATION_TICKS,
  type ModelEntry,
  type Received,
  type Result,
  type Start,
  TICK_MS,
  targetNames,
} from './calls.ts';

const BASE = Date.parse('2026-01-01T00:00:00Z');
/** The first retry waits for one tick. */
const FIRST_RETRY_SECONDS = TICK_MS / 1000;
const BODY = Buffer.from('{}');

interface Waiting {
  readonly call: Call;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A handler's clock, which knows whether it was looked at since it was set. */
class Clock {
  looks = 0;
  #now = BASE;
  set(now: number): void {
    this.#now = now;
    this.looks = 0;
  }
  read(): number {
    this.looks += 1;
    return this.#now;
  }
}

/** Runs a handler from its start along a path of answers: what it then waits for, or has come to. */
export async function runHandler(handlers: Handlers, start: Start, path: readonly Entry[]) {
  const calls: Waiting[] = [];
  const clock = new Clock();
  let result: Result | undefined;
  const port = <T>(call: Call) =>
    new Promise<T>((resolve, reject) => {
      calls.push({ call, resolve: (value) => resolve(value as T), reject });
    });
  void begin(handlers, start, port, clock).then((value) => {
    result = value;
  });
  await settle();
  for (const { call, answer, elapsed } of path) {
    clock.set(BASE + elapsed);
    const waiting = calls[call];
    if (!waiting) throw new Error(`the handler did not make call ${call} again: it is not deterministic`);
    if ('value' in answer) waiting.resolve(fromModel(waiting.call, answer.value));
    else
      waiting.reject(answer.error === 'no attempt can help' ? new handlers.PermanentError() : new Error(answer.error));
    await settle();
  }
  const answered = new Set(path.map(({ call }) => call));
  const pending = new Map([...calls.entries()].filter(([no]) => !answered.has(no)).map(([no, { call }]) => [no, call]));
  return { pending, result, lookedAtClock: clock.looks > 0 };
}

type Port = <T>(call: Call) => Promise<T>;

function begin(handlers: Handlers, start: Start, port: Port, clock: Clock): Promise<Result> {
  switch (start.kind) {
    case 'verifier':
      return verify(handlers, start, port, clock);
    case 'consumer':
      return consume(handlers, start, port, clock);
    case 'operator':
      return replay(start, port, clock);
  }
}

async function replay(
  { event, target, replay, current }: Extract<Start, { kind: 'operator' }>,
  port: Port,
  clock: Clock,
): Promise<Result> {
  const facts = { ...factsOf(event), replay: REPLAY + replay };
  const ledger = {
    swap: (_item: LedgerItem, _processor: string, expected: Custody | undefined, next: Custody) =>
      port<never>({ port: 'swap', event, expected: expected && toModel(expected), next: toModel(next) }),
  };
  const parts = {
    replay: facts.replay,
    ledger,
    send: (_processor: string, text: string) => port<void>({ port: 'send', target, ...receivedFrom(text) }),
    now: () => clock.read(),
  };
  const description = { facts, digest: 'digest' } as Parameters<typeof replayOne>[0];
  const message = async () => encodeEnvelope(facts, BODY);
  try {
    const known = current && toHandler(current);
    return { replayed: await replayOne(description, targetNames[target] ?? '', known, message, parts) };
  } catch {
    return { replayed: 'failed' };
  }
}

async function verify(
  { accept }: Handlers,
  { event, targets }: Extract<Start, { kind: 'verifier' }>,
  port: Port,
  clock: Clock,
): Promise<Result> {
  const facts = factsOf(event);
  const ledger = {
    record: () => port<LedgerEntry | undefined>({ port: 'record', event }),
    /** Only wrong variants delete a record. */
    forget: () => port<void>({ port: 'forget', event }),
  };
  const description = { facts, digest: 'digest' } as Parameters<typeof accept>[0];
  const message = encodeEnvelope(facts, BODY);
  const parts = {
    ledger,
    send: (processor: string, text: string) =>
      port<void>({ port: 'send', target: targetOf(processor), ...receivedFrom(text) }),
    now: () => clock.read(),
    log,
  };
  try {
    return { outcome: await accept(description, targetNames.slice(0, targets), message, parts) };
  } catch {
    return { outcome: 'unavailable' };
  }
}

async function consume(
  { processBatch }: Handlers,
  { owner, target, maxAttempts, isOrdered, transacts, messages }: Extract<Start, { kind: 'consumer' }>,
  port: Port,
  clock: Clock,
): Promise<Result> {
  const ledger = {
    swap: ({ pk }: LedgerItem, _processor: string, expected: Custody | undefined, next: Custody) =>
      port<never>({ port: 'swap', event: eventOf(pk), expected: expected && toModel(expected), next: toModel(next) }),
    /** Only wrong variants read before they write. */
    read: (source: string, id: string) => port<unknown>({ port: 'read', event: eventOf(`${source}#${id}`) }),
  };
  const transactions: Transactions = {
    write: ({ item, expected, next }) =>
      port({
        port: 'transact',
        event: eventOf(item.pk),
        expected: expected && toModel(expected),
        next: toModel(next),
      }),
  };
  const work: RuntimeParts['work'] = async ({ id }, { attempt, transact }) => {
    const event = eventOf(`#${id}`);
    await port({ port: 'work', event, attempt });
    if (!transacts) return;
    // A processor that swallows the error says no less and no more than one that lets it pass.
    await transact([{ Put: { TableName: 'effects', Item: { id } } }]).catch(() => undefined);
    await port({ port: 'rest', event });
  };
  const parts: RuntimeParts = {
    processor: targetNames[target] ?? '',
    work,
    maxAttempts,
    firstRetrySeconds: FIRST_RETRY_SECONDS,
    ledger,
    transactions,
    fetchBody: async () => BODY,
    hold: ({ receiptHandle }, seconds) => port({ port: 'hold', index: Number(receiptHandle), seconds }),
    sendToDeadLetterQueue: ({ body }) => port({ port: 'bury', ...receivedFrom(body) }),
    now: () => clock.read(),
    random: () => 0.5,
    wait: () => port({ port: 'wait' }),
    log,
  };
  const records = messages.map(
    ({ event, replay }, index) =>
      ({
        messageId: String(index),
        receiptHandle: String(index),
        attributes: isOrdered ? { MessageGroupId: 'group', SequenceNumber: String(index) } : {},
        body: encodeEnvelope({ ...factsOf(event), replay: replay ? REPLAY + replay : undefined }, BODY),
      }) as SQSRecord,
  );
  const deadline = BASE + INVOCATION_TICKS * TICK_MS;
  const invocation = { id: owner, deadline, signal: new AbortController().signal };
  const { batchItemFailures } = await processBatch(records, invocation, parts);
  return { stays: batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier)) };
}

const log = jsonLog(() => {});
const REPLAY = 'redrive-';
const eventOf = (pk: string) => Number(pk.split('#evt_')[1]);
const targetOf = (processor: string) => targetNames.indexOf(processor);

function receivedFrom(message: string): Received {
  const { id, replay = '' } = decodeEnvelope(message).facts;
  return { event: eventOf(`#${id}`), replay: replay.replace(REPLAY, '') };
}

const factsOf = (event: number): EventFacts => ({
  id: `evt_${event}`,
  source: 'source',
  provider: 'stripe',
  type: 'invoice.paid',
  time: new Date(BASE).toISOString(),
  receivedAt: new Date(BASE).toISOString(),
  requestId: 'request',
  contentType: 'application/json',
});

/** What went wrong so far decides nothing, and would make every state a new one. */
const toModel = ({ until, replays, ...custody }: Custody): Custody => ({
  ...custody,
  until: until - BASE,
  failures: [],
  replays: replays?.map((replay) => replay.replace(REPLAY, '')),
});
const toHandler = ({ until, replays, ...custody }: Custody): Custody => ({
  ...custody,
  until: until + BASE,
  replays: replays?.map((replay) => REPLAY + replay),
});

function fromModel(call: Call, value: unknown): unknown {
  if (call.port === 'swap' || call.port === 'transact') {
    const { taken, current } = value as { readonly taken: boolean; readonly current: Custody | null };
    const there = current ? toHandler(current) : undefined;
    if (call.port === 'transact') return taken ? { outcome: 'done' } : { outcome: 'lost', current: there };
    return taken ? { taken } : { taken, current: there };
  }
  if ((call.port !== 'record' && call.port !== 'read') || value === null) return value ?? undefined;
  const { age, custody } = value as ModelEntry;
  const held = custody.flatMap((state, target) => (state ? [[targetNames[target], toHandler(state)] as const] : []));
  return { digest: 'digest', receivedAt: new Date(BASE - age).toISOString(), custody: new Map(held) };
}
