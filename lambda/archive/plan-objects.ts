import { archiveHour } from '../../core/archive.ts';
import type { ClaimCheck } from '../../core/claim-check.ts';
import type { Envelope } from '../../core/envelope.ts';

/** A message off the archive's queue. */
export interface ArchiveMessage {
  readonly messageId: string;
  readonly envelope: Envelope;
}

/** An event that is to become a line, and the messages that brought it. */
export interface PlannedLine extends Envelope {
  readonly messageIds: readonly string[];
}

/** What is to become one object: events of one source and hour, by the time of their receipt. */
export interface PlannedObject {
  readonly source: string;
  readonly hour: string;
  readonly lines: readonly PlannedLine[];
}

/** A function has memory for so many bytes of bodies at once, in several forms. */
const MOST_BYTES = 24 * 1024 * 1024;

/** Distributes messages to objects. Copies of one event become one line. */
export function planObjects(messages: readonly ArchiveMessage[], mostBytes = MOST_BYTES): PlannedObject[] {
  const copies = Map.groupBy(messages, ({ envelope: { facts } }) => JSON.stringify([facts.source, facts.id]));
  const lines = [...copies.values()].map(lineOf).sort(byReceipt);
  const hours = Map.groupBy(lines, ({ facts }) => JSON.stringify([facts.source, archiveHour(facts.receivedAt)]));
  return [...hours.values()].flatMap((hour) => split(hour, mostBytes));
}

function lineOf(copies: readonly ArchiveMessage[]): PlannedLine {
  const [first] = copies.map(({ envelope }) => envelope).sort(byReceipt);
  if (!first) throw new Error('a group is never empty');
  return { ...first, messageIds: copies.map(({ messageId }) => messageId) };
}

const byReceipt = ({ facts: left }: Envelope, { facts: right }: Envelope) =>
  left.receivedAt < right.receivedAt || (left.receivedAt === right.receivedAt && left.id < right.id) ? -1 : 1;

function split(lines: readonly PlannedLine[], mostBytes: number): PlannedObject[] {
  const objects: PlannedLine[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const size = bytesOf(line.body);
    if (bytes + size > mostBytes) {
      objects.push([]);
      bytes = 0;
    }
    objects.at(-1)?.push(line);
    bytes += size;
  }
  return objects.flatMap((some) => {
    const [first] = some;
    return first ? [{ source: first.facts.source, hour: archiveHour(first.facts.receivedAt), lines: some }] : [];
  });
}

const bytesOf = (body: Buffer | ClaimCheck) => (Buffer.isBuffer(body) ? body.length : body.bytes);
