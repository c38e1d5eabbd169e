import { readArchiveLine } from '../../core/archive.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import { comparePlaces } from '../../core/replay-record.ts';
import type { ArchivedObject, ArchiveStore } from '../../lambda/aws/archive-store.ts';
import type { Period } from '../../lambda/aws/quarantine-store.ts';

/** An event as the archive has it. */
export interface ArchivedEvent {
  readonly facts: EventFacts;
  readonly body: Buffer;
  /** When its object was written, in milliseconds since 1970. */
  readonly writtenAt: number;
}

/** So many ids are kept in mind. */
const MOST_KNOWN = 1_000_000;

interface Reading {
  readonly head: ArchivedEvent;
  readonly rest: AsyncIterator<ArchivedEvent>;
}

/**
 * The events of a source in the archive, the oldest first, each once. Objects of one hour overlap a little: only those
 * that do are read side by side.
 */
export async function* archivedEvents(
  store: ArchiveStore,
  source: string,
  period: Period,
): AsyncGenerator<ArchivedEvent> {
  const seen = new Set<string>();
  for await (const event of merged(store, source, period)) {
    const { id, receivedAt } = event.facts;
    if (receivedAt < (period.from ?? '') || (period.to !== undefined && receivedAt >= period.to)) continue;
    if (seen.has(id)) continue;
    // A copy lies near; one that does not is known again when its turn comes, from the ledger.
    if (seen.size === MOST_KNOWN) seen.clear();
    seen.add(id);
    yield event;
  }
}

async function* merged(store: ArchiveStore, source: string, period: Period): AsyncGenerator<ArchivedEvent> {
  const objects = store.list(source, period);
  const open: Reading[] = [];
  try {
    yield* inOrder(store, objects, open);
  } finally {
    // Who has had enough leaves answers of S3 half read.
    await Promise.all([...open.map(({ rest }) => rest.return?.()), objects.return(undefined)]);
  }
}

async function* inOrder(
  store: ArchiveStore,
  objects: AsyncGenerator<ArchivedObject>,
  open: Reading[],
): AsyncGenerator<ArchivedEvent> {
  let next = await objects.next();
  for (;;) {
    open.sort((left, right) => comparePlaces(left.head.facts, right.head.facts));
    const oldest = open[0];
    if (!next.done && (!oldest || next.value.from <= oldest.head.facts.receivedAt)) {
      await advance({ rest: eventsIn(store, next.value) }, open);
      next = await objects.next();
    } else if (!oldest) return;
    else {
      yield oldest.head;
      open.shift();
      await advance(oldest, open);
    }
  }
}

async function advance({ rest }: Pick<Reading, 'rest'>, open: Reading[]): Promise<void> {
  const { done, value } = await rest.next();
  if (!done) open.push({ head: value, rest });
}

/** An object is read whole before its first event goes: at a slow rate S3 would not wait for the last. */
async function* eventsIn(store: ArchiveStore, { key, writtenAt }: ArchivedObject): AsyncGenerator<ArchivedEvent> {
  const lines: string[] = [];
  for await (const line of store.lines(key)) lines.push(line);
  for (const line of lines) yield { ...read(line, key), writtenAt };
}

function read(line: string, key: string) {
  try {
    return readArchiveLine(line);
  } catch (cause) {
    throw new Error(`the archive's object ${key} holds a line that is no event`, { cause });
  }
}
