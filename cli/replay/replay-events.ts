import { inParallel } from '../../core/in-parallel.ts';
import { type LedgerEntry, ledgerKey } from '../../core/ledger-item.ts';
import { isAtOrBefore, type ReplayPlace, type ReplayRecord } from '../../core/replay-record.ts';
import type { ReplayLog } from '../../lambda/aws/replay-log.ts';
import { type MessageParts, messageOf } from '../../lambda/verifier/message-of.ts';
import { oneAhead } from './one-ahead.ts';
import { type Replayed, type ReplayOneParts, replayOne } from './replay-one.ts';
import type { SelectedEvent } from './selected-events.ts';

export interface ReplayParts extends Omit<ReplayOneParts, 'replay'>, MessageParts {
  readonly log: Pick<ReplayLog, 'write'>;
  /** What the ledger says of events, by their keys. */
  readonly states: (keys: readonly string[]) => Promise<ReadonlyMap<string, LedgerEntry>>;
  /** The messages that have to stay in order among each other; each is a lane of its own where it is undefined. */
  readonly laneOf: (processor: string, event: SelectedEvent) => string | undefined;
  /** Resolves when the next message may be sent; with false once the operator has stopped it. */
  readonly mayStart: () => Promise<boolean>;
  /** Is told how many messages are done with. */
  readonly tell: (done: number) => void;
}

/** How far a replay came this time. */
export interface ReplayRun {
  readonly record: ReplayRecord;
  /** How many messages came to what; `before` were done with by an earlier run. */
  readonly counts: Readonly<Record<Replayed | 'before', number>>;
  /** Why it did not go on. */
  readonly error?: string | undefined;
}

/** As many states as one call reads. */
const BATCH = 100;
const HANDS = 16;

/** An item of DynamoDB has room for so many names. */
const MOST_AHEAD = 1000;

interface Task {
  readonly event: SelectedEvent;
  readonly processor: string;
  /** Known again by a later run. */
  readonly name: string;
}

/** Sends what is selected, from where the record says that an earlier run stopped. The record is kept as it goes. */
export async function replayEvents(
  events: AsyncIterable<SelectedEvent>,
  begun: ReplayRecord,
  parts: ReplayParts,
): Promise<ReplayRun> {
  const counts = { sent: 0, running: 0, already: 0, before: 0 };
  let record = begun;
  let done = 0;
  for await (const batch of oneAhead(batches(events, begun, parts))) {
    const { tasks } = batch;
    counts.before += batch.before;
    done += batch.before;
    const result = await runBatch(batch, begun.id, { ...parts, tell: (more) => parts.tell(done + more) });
    for (const outcome of result.outcomes.values()) counts[outcome] += 1;
    done += result.outcomes.size;
    const sent = begun.sent + counts.sent;
    if (result.outcomes.size < tasks.length) {
      const ahead = [...begun.ahead, ...[...result.outcomes.keys()].map(({ name }) => name)];
      record = { ...record, ahead: ahead.slice(-MOST_AHEAD), sent };
      await parts.log.write(record);
      return { record, counts, error: result.error };
    }
    record = { ...record, cursor: later(record.cursor, batch.last), sent };
    if (tasks.length > 0) await parts.log.write(record);
  }
  record = { ...record, state: 'done', ahead: [] };
  await parts.log.write(record);
  return { record, counts };
}

interface Batch {
  readonly tasks: readonly Task[];
  /** How many more there are that an earlier run has done. */
  readonly before: number;
  readonly last: ReplayPlace | undefined;
  readonly states: ReturnType<ReplayParts['states']>;
}

/** States are asked for before it is their turn: whoever acts on one finds out when it is no longer so. */
async function* batches(
  events: AsyncIterable<SelectedEvent>,
  begun: ReplayRecord,
  { states }: Pick<ReplayParts, 'states'>,
): AsyncGenerator<Batch> {
  let some: SelectedEvent[] = [];
  const batch = (): Batch => {
    const tasks = some.flatMap((event) => tasksOf(event, begun));
    const before = some.reduce((sum, { processors }) => sum + processors.length, 0) - tasks.length;
    const keys = [...new Set(tasks.map(keyOf))];
    const asked = keys.length > 0 ? states(keys) : Promise.resolve(new Map());
    asked.catch(() => undefined);
    return { tasks, before, last: placeOf(some.at(-1)), states: asked };
  };
  for await (const event of events) {
    some.push(event);
    if (some.length < BATCH) continue;
    yield batch();
    some = [];
  }
  if (some.length > 0) yield batch();
}

const keyOf = ({ event: { facts } }: Task) => ledgerKey(facts.source, facts.id);

const later = (place: ReplayPlace | undefined, other: ReplayPlace | undefined) =>
  place && other && isAtOrBefore(other, place) ? place : other;

const placeOf = (event: SelectedEvent | undefined): ReplayPlace | undefined =>
  event && { source: event.facts.source, receivedAt: event.facts.receivedAt, id: event.facts.id };

/** What of an event an earlier run has not done. What came into the archive after that one began, it cannot have seen. */
function tasksOf(event: SelectedEvent, { cursor, ahead, startedAt }: ReplayRecord): Task[] {
  const place = placeOf(event);
  const isBehind = cursor && place && isAtOrBefore(place, cursor) && event.writtenAt <= Date.parse(startedAt);
  if (isBehind) return [];
  const { source, id } = event.facts;
  return event.processors
    .map((processor) => ({ event, processor, name: JSON.stringify([source, id, processor]) }))
    .filter(({ name }) => !ahead.includes(name));
}

async function runBatch({ tasks, states: asked }: Batch, replay: string, parts: ReplayParts) {
  const outcomes = new Map<Task, Replayed>();
  let error: string | undefined;
  const states = await asked;
  const run = async (task: Task): Promise<boolean> => {
    const { event, processor } = task;
    if (error !== undefined || !(await parts.mayStart())) return false;
    const marked = { ...event, facts: { ...event.facts, replay } };
    const current = states.get(keyOf(task))?.custody.get(processor);
    try {
      outcomes.set(
        task,
        await replayOne(marked, processor, current, () => messageOf(marked, parts), { ...parts, replay }),
      );
      parts.tell(outcomes.size);
      return true;
    } catch (reason) {
      error ??= reason instanceof Error ? reason.message || reason.name : String(reason);
      return false;
    }
  };
  const lanes = Map.groupBy(tasks, (task) => parts.laneOf(task.processor, task.event) ?? task.name);
  const runLane = async (lane: readonly Task[]) => {
    for (const task of lane) if (!(await run(task))) return;
  };
  await inParallel([...lanes.values()], HANDS, runLane);
  return { outcomes, error };
}
