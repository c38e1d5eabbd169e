import { archiveHour, archiveKey, archiveLine } from '../../../core/archive.ts';
import { encodeEnvelope } from '../../../core/envelope.ts';
import type { EventFacts } from '../../../core/event-facts.ts';
import type { ArchivedObject, ArchiveStore } from '../../../lambda/aws/archive-store.ts';

/** The facts of an event; its moment is of 31 January 2026, such as `09:15:00.000`. */
export const factsAt = (moment: string, id: string, type = 'made', source = 'acme'): EventFacts => ({
  id,
  source,
  provider: 'custom',
  type,
  time: `2026-01-31T${moment}Z`,
  receivedAt: `2026-01-31T${moment}Z`,
  requestId: 'request',
  contentType: 'application/json',
});

/** An archive in memory: each list of events is an object. */
export function standInArchive(objects: readonly (readonly EventFacts[])[], writtenAt = 0) {
  const reads: string[] = [];
  const stored = objects.map((events, index): ArchivedObject & { readonly lines: readonly string[] } => {
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) throw new Error('an object holds an event');
    const digest = index.toString(16).padStart(4, '0');
    const entry = { source: first.source, hour: archiveHour(first.receivedAt), digest };
    const span = { ...entry, from: first.receivedAt, to: last.receivedAt };
    const lines = events.map((facts) => archiveLine(encodeEnvelope(facts, Buffer.from(`{\n"id": "${facts.id}"}`))));
    return { ...span, key: archiveKey(span), bytes: 1, writtenAt, lines };
  });
  const store: ArchiveStore = {
    async *list(source, { from = '', to }) {
      const fits = stored.filter((each) => each.source === source && each.to >= from && (!to || each.from < to));
      yield* fits.sort((left, right) => (left.key < right.key ? -1 : 1));
    },
    async *lines(key) {
      reads.push(key);
      yield* stored.find((each) => each.key === key)?.lines ?? [];
    },
  };
  return { store, reads };
}

/** All that comes. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
