import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { decodeEnvelope, type Envelope } from '../../core/envelope.ts';
import { errorText, type Log } from '../log.ts';
import type { ProcessorFigures } from '../metrics.ts';
import { type NoteParts, noteArchived } from './note-archived.ts';
import { type ArchiveMessage, type PlannedLine, type PlannedObject, planObjects } from './plan-objects.ts';
import { type WriteParts, writeObject } from './write-object.ts';

export interface ArchiveParts extends WriteParts, NoteParts {
  readonly log: Log;
  /** Counts events that are kept, and those that are not. @default - nobody counts */
  readonly count?: (figures: ProcessorFigures) => void;
}

/** The invocation that got the messages. */
export interface ArchiveInvocation {
  readonly id: string;
  /** When Lambda ends it, in milliseconds since 1970. */
  readonly deadline: number;
}

/** An object that would be begun later than this before the end is left to another invocation. */
const TIME_FOR_AN_OBJECT_MS = 20_000;

/**
 * Writes the events of one invocation to the archive, and names the messages that have to stay on the queue. An event is
 * noted as kept only once its object is there; one whose note fails stays too, and is written again.
 */
export async function archiveBatch(
  records: readonly SQSRecord[],
  invocation: ArchiveInvocation,
  parts: ArchiveParts,
): Promise<SQSBatchResponse> {
  const messages = records.map(({ messageId, body }) => ({ messageId, envelope: read(body) }));
  const readable = messages.filter((message): message is ArchiveMessage => message.envelope !== undefined);
  const stays = messages.filter(({ envelope }) => !envelope).map(({ messageId }) => messageId);
  if (stays.length > 0) parts.log.error('unreadable messages', { messages: stays.length });

  for (const object of planObjects(readable)) {
    const isTooLate = parts.now() + TIME_FOR_AN_OBJECT_MS > invocation.deadline;
    const kept = isTooLate ? new Set<PlannedLine>() : await keep(object, invocation, parts);
    for (const line of object.lines) if (!kept.has(line)) stays.push(...line.messageIds);
  }
  return { batchItemFailures: stays.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function keep(object: PlannedObject, { id }: ArchiveInvocation, parts: ArchiveParts) {
  const { source, hour, lines } = object;
  const log = parts.log.with({ source, hour });
  const startedAt = parts.now();
  let failure = 'the body is not in the bucket of claim checks';
  const { lines: written } = await writeObject(object, parts).catch((error: unknown) => {
    failure = errorText(error);
    return { lines: [] };
  });
  if (written.length < lines.length)
    log.error('not archived', { events: lines.length - written.length, error: failure });
  const kept = await noteArchived({ lines, written: new Set(written), failure, owner: id }, parts);
  if (kept.size < written.length) log.error('archived, not noted', { events: written.length - kept.size });
  const ms = parts.now() - startedAt;
  log.info('archived', { events: kept.size, ms });
  parts.count?.({
    Started: lines.length,
    Done: kept.size,
    ...(kept.size < lines.length && { Retried: lines.length - kept.size }),
    Duration: ms,
    // They are in the order of their receipt: one figure for each object, that of its oldest event.
    Age: Math.max(0, startedAt - Date.parse(lines[0]?.facts.receivedAt ?? '')),
  });
  return kept;
}

function read(body: string): Envelope | undefined {
  try {
    return decodeEnvelope(body);
  } catch {
    return undefined;
  }
}
