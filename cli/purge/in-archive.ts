import { createHash } from 'node:crypto';
import { archiveKey, readArchiveLine } from '../../core/archive.ts';
import { inParallel } from '../../core/in-parallel.ts';
import { ledgerKey } from '../../core/ledger-item.ts';
import { bodyHolds } from '../../core/sought.ts';
import type { ArchiveRewrite } from '../../lambda/aws/archive-rewrite.ts';
import type { ArchivedObject, ArchiveStore } from '../../lambda/aws/archive-store.ts';
import { type FoundEvent, isLookedAt, type Place, type Search } from './place.ts';

const MOST_AT_ONCE = 4;

type Line = { readonly text: string; readonly event: FoundEvent; readonly receivedAt: string; readonly goes: boolean };

/** The archive: objects are written anew without the lines of the events, and then deleted. */
export const inArchive = (store: ArchiveStore, rewrite: ArchiveRewrite): Place => ({
  name: 'archive',
  async find(search) {
    const objects: ArchivedObject[] = [];
    for (const source of search.sources) for await (const object of store.list(source, {})) objects.push(object);
    const hits: { readonly object: ArchivedObject; readonly events: readonly FoundEvent[] }[] = [];
    const look = async (object: ArchivedObject) => {
      const going = (await linesOf(object, store, search)).filter(({ goes }) => goes);
      if (going.length > 0) hits.push({ object, events: going.map(({ event }) => event) });
    };
    await inParallel(objects, MOST_AT_ONCE, look, search.tell);
    return {
      count: hits.reduce((sum, { events }) => sum + events.length, 0),
      looked: objects.length,
      events: hits.flatMap(({ events }) => events),
      async remove() {
        const removed = await inParallel(hits, MOST_AT_ONCE, ({ object }) => takeOut(object, store, rewrite, search));
        return removed.reduce((sum, lines) => sum + lines, 0);
      },
    };
  },
});

async function linesOf({ key }: ArchivedObject, store: ArchiveStore, search: Search): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const text of store.lines(key)) lines.push(lineOf(text, search));
  return lines;
}

function lineOf(text: string, search: Search): Line {
  const { sought, known } = search;
  const { facts, body } = readArchiveLine(text);
  const { source, id, receivedAt } = facts;
  const isHit = known.has(ledgerKey(source, id)) || sought.ids.includes(id) || bodyHolds(sought, body);
  const goes = isHit && isLookedAt(id, search);
  return { text, event: { source, id }, receivedAt, goes };
}

/** What stays is there before anything is deleted. The key is made of the content, so a second run writes the same again. */
async function takeOut(object: ArchivedObject, store: ArchiveStore, rewrite: ArchiveRewrite, search: Search) {
  const lines = await linesOf(object, store, search);
  const staying = lines.filter(({ goes }) => !goes);
  const [first, last] = [staying[0], staying.at(-1)];
  if (first && last) {
    const text = `${staying.map((line) => line.text).join('\n')}\n`;
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
    const { source, hour } = object;
    await rewrite.put(archiveKey({ source, hour, from: first.receivedAt, to: last.receivedAt, digest }), text);
  }
  await rewrite.remove(object.key);
  return lines.length - staying.length;
}
