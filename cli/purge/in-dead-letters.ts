import { decodeEnvelope } from '../../core/envelope.ts';
import { ledgerKey } from '../../core/ledger-item.ts';
import { bodyHolds } from '../../core/sought.ts';
import type { HeldMessage } from '../../lambda/aws/queue-contents.ts';
import type { Desk } from '../dead-letters/desk.ts';
import { takeInHand } from '../dead-letters/take-in-hand.ts';
import { type FoundEvent, isLookedAt, type Place, type Search } from './place.ts';

const HANDS = 4;

/** The dead-letter queues, one after the other: a message is deleted while it is in hand. */
export const inDeadLetters = (desks: readonly Desk[]): Place => ({
  name: 'deadLetters',
  async find(search) {
    const events: FoundEvent[] = [];
    let looked = 0;
    let count = 0;
    let unseen = 0;
    for (const desk of desks) {
      const { visible, held } = await desk.contents.count(desk.deadLetterQueueUrl);
      const before = looked;
      await goThrough(desk, search, async (_, event) => {
        search.tell(++looked);
        if (!event) return false;
        count += 1;
        if (event.id !== '') events.push(event);
        return false;
      });
      // Behind ten messages of a FIFO queue's group the rest of it is hidden.
      unseen += held + Math.max(0, visible - (looked - before));
    }
    const remove = async () => {
      let removed = 0;
      for (const desk of desks) {
        await goThrough(desk, search, async ({ handle }, event) => {
          if (!event) return false;
          await desk.contents.remove(desk.deadLetterQueueUrl, handle);
          removed += 1;
          return true;
        });
      }
      return removed;
    };
    return { count, looked, events, unseen, remove };
  },
});

/** Gives every message to `deal`, with its event if it is meant; what it does not take goes back. */
async function goThrough(
  desk: Desk,
  search: Search,
  deal: (message: HeldMessage, event: FoundEvent | undefined) => Promise<boolean>,
): Promise<void> {
  await takeInHand(desk, {
    hands: HANDS,
    most: 10,
    isEnough: () => false,
    async deal(messages) {
      const staying: HeldMessage[] = [];
      for (const message of messages) if (!(await deal(message, eventIn(message, search)))) staying.push(message);
      return staying;
    },
  });
}

const UNKNOWN: FoundEvent = { source: '', id: '' };

/** A message that is none of ours may hold somebody's data all the same. */
function eventIn({ body, attributes }: HeldMessage, search: Search): FoundEvent | undefined {
  const { sought, sources, known } = search;
  const texts = Buffer.from([attributes.error, attributes.history].filter(Boolean).join('\n'));
  const said = { ...sought, fields: [] };
  const envelope = decoded(body);
  if (!envelope) return bodyHolds(said, Buffer.from(body)) || bodyHolds(said, texts) ? UNKNOWN : undefined;
  const { source, id } = envelope.facts;
  if (!sources.includes(source) || !isLookedAt(id, search)) return undefined;
  if (sought.ids.includes(id) || known.has(ledgerKey(source, id)) || bodyHolds(said, texts)) return { source, id };
  return Buffer.isBuffer(envelope.body) && bodyHolds(sought, envelope.body) ? { source, id } : undefined;
}

function decoded(text: string) {
  try {
    return decodeEnvelope(text);
  } catch {
    return undefined;
  }
}
