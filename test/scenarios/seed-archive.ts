import { gzipSync } from 'node:zlib';
import { archiveHour, archiveKey, archiveLine } from '../../core/archive.ts';
import { encodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import { openArchive } from '../../lambda/aws/archive.ts';
import type { AwsOptions } from '../../lambda/aws/client-config.ts';

/** A day of events, spread evenly. */
export interface SeededDay {
  readonly source: string;
  /** Such as `2026-01-31`. */
  readonly day: string;
  readonly events: number;
  readonly typeOf: (index: number) => string;
  /** The JSON text of an event's body. */
  readonly bodyOf: (id: string, type: string) => string;
}

const DAY_MS = 86_400_000;
const LINES_IN_AN_OBJECT = 300;

/** Writes a day to the archive, as its function would have. Returns how many objects that are. */
export async function seedArchive(bucket: string, aws: AwsOptions, day: SeededDay): Promise<number> {
  const put = openArchive(bucket, aws);
  const hours = Map.groupBy(factsOf(day), ({ receivedAt }) => archiveHour(receivedAt));
  const objects = [...hours.values()].flatMap((hour) => chunks(hour, LINES_IN_AN_OBJECT));
  for (const [index, events] of objects.entries()) {
    const lines = events.map((facts) =>
      archiveLine(encodeEnvelope(facts, Buffer.from(day.bodyOf(facts.id, facts.type)))),
    );
    const [from = '', to = ''] = [events[0]?.receivedAt, events.at(-1)?.receivedAt];
    const digest = index.toString(16).padStart(32, '0');
    await put(
      archiveKey({ source: day.source, hour: archiveHour(from), from, to, digest }),
      gzipSync(`${lines.join('\n')}\n`),
    );
  }
  return objects.length;
}

function factsOf({ source, day, events, typeOf }: SeededDay): EventFacts[] {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  return Array.from({ length: events }, (_, index) => {
    const receivedAt = new Date(midnight + Math.floor((DAY_MS * index) / events)).toISOString();
    const id = `evt_${String(index).padStart(6, '0')}`;
    const contentType = 'application/json';
    return {
      id,
      source,
      provider: 'hmac',
      type: typeOf(index),
      time: receivedAt,
      receivedAt,
      requestId: id,
      contentType,
    };
  });
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
