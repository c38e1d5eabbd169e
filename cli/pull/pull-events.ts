import { ARCHIVE } from '../../core/archive.ts';
import { inParallel } from '../../core/in-parallel.ts';
import type { Webhooks } from '../../core/index.ts';
import { isOrdered } from '../../core/queue-place.ts';
import { type AcceptParts, accept } from '../../lambda/verifier/accept.ts';
import { type MessageParts, messageOf } from '../../lambda/verifier/message-of.ts';
import type { SelectedEvent } from '../replay/selected-events.ts';

export interface PullParts extends AcceptParts, MessageParts {
  /** The configuration of the run that gets the events. */
  readonly webhooks: Webhooks;
  /** Whether the next event may be brought; false once the operator has stopped it. */
  readonly mayGo: () => boolean;
  /** Is told how many events are done with. */
  readonly tell: (done: number) => void;
}

/** How many events came to what. */
export interface PullCounts {
  /** New here, and on the queues of the processors that want them. */
  readonly brought: number;
  /** Here already. */
  readonly known: number;
  /** Left alone: no processor here wants them. */
  readonly unwanted: number;
}

const BATCH = 100;
const HANDS = 8;

/**
 * Brings events in as the verifier does once it has verified: recorded, then sent to whoever wants them. So an event is
 * here once, however often it is pulled.
 * @returns the counts, and why it did not go on
 */
export async function pullEvents(
  events: AsyncIterable<SelectedEvent>,
  parts: PullParts,
): Promise<{ readonly counts: PullCounts; readonly error?: string | undefined }> {
  const counts = { brought: 0, known: 0, unwanted: 0 };
  // What has to stay in order goes one after the other.
  const hands = Object.values(parts.webhooks.processors).some(isOrdered) ? 1 : HANDS;
  let error: string | undefined;
  let done = 0;
  const bring = async (event: SelectedEvent) => {
    if (error !== undefined || !parts.mayGo()) return;
    try {
      counts[await bringOne(event, parts)] += 1;
      parts.tell(++done);
    } catch (reason) {
      error ??= reason instanceof Error ? reason.message || reason.name : String(reason);
    }
  };
  for await (const batch of batches(events)) {
    await inParallel(batch, hands, bring);
    if (error !== undefined || !parts.mayGo()) break;
  }
  return { counts, error };
}

async function* batches(events: AsyncIterable<SelectedEvent>): AsyncGenerator<readonly SelectedEvent[]> {
  let some: SelectedEvent[] = [];
  for await (const event of events) {
    if (some.push(event) < BATCH) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

async function bringOne(event: SelectedEvent, parts: PullParts): Promise<keyof PullCounts> {
  const { archive } = parts.webhooks;
  const targets = archive ? [...event.processors, ARCHIVE] : event.processors;
  if (targets.length === 0) return 'unwanted';
  const outcome = await accept(event, targets, await messageOf(event, parts), parts);
  if (outcome === 'unavailable') throw new Error(`a queue did not take ${event.facts.source} ${event.facts.id}`);
  return outcome === 'accepted' ? 'brought' : 'known';
}
