import { inParallel } from '../../core/in-parallel.ts';
import type { HeldMessage } from '../../lambda/aws/queue-contents.ts';
import { type Desk, HIDDEN_SECONDS } from './desk.ts';

export interface Taking {
  /** How many receive at once, and how many messages each time. */
  readonly hands: number;
  readonly most: number;
  /**
   * Is given the messages of one receive that were not received before, and those that were. Resolves once they are
   * dealt with; those whose handle it returns are put back in the end.
   */
  readonly deal: (fresh: readonly HeldMessage[]) => Promise<readonly HeldMessage[]>;
  /** Whether nothing more is wanted. */
  readonly isEnough: () => boolean;
}

const PUT_BACK_AT_ONCE = 8;

const NEARLY_MS = 900;

/**
 * Goes through a dead-letter queue, each message once. In the end everybody sees again at once what was put back,
 * however it ended. Throws what `deal` and SQS throw, after that.
 */
export async function takeInHand(
  { contents, deadLetterQueueUrl, signal, hiddenSeconds = HIDDEN_SECONDS, waitSeconds = 1 }: Desk,
  { hands, most, deal, isEnough }: Taking,
): Promise<void> {
  const known = new Set<string>();
  const held = new Map<string, string>();
  const failures: unknown[] = [];
  let freshAt = performance.now();
  const receive = async () => {
    while (failures.length === 0 && !signal.aborted && !isEnough()) {
      const messages = await contents.receive(deadLetterQueueUrl, { most, seconds: hiddenSeconds, wait: waitSeconds });
      const fresh = messages.filter(({ messageId }) => !known.has(messageId));
      for (const { messageId, handle } of messages) if (known.has(messageId)) held.set(messageId, handle);
      for (const { messageId } of fresh) known.add(messageId);
      if (fresh.length > 0) freshAt = performance.now();
      // A receive asks all servers: when nobody has come upon anything new for as long as it takes, that is the end.
      else if (performance.now() - freshAt >= waitSeconds * NEARLY_MS) return;
      for (const { messageId, handle } of await deal(fresh)) held.set(messageId, handle);
    }
  };
  const hand = () => receive().catch((error) => void failures.push(error));
  await Promise.all(Array.from({ length: hands }, hand));

  const handles = [...held.values()];
  const batches = Array.from({ length: Math.ceil(handles.length / 10) }, (_, index) =>
    handles.slice(10 * index, 10 * index + 10),
  );
  const putBack = (batch: readonly string[]) => contents.putBack(deadLetterQueueUrl, batch);
  // They come back by themselves when their time is over.
  await inParallel(batches, PUT_BACK_AT_ONCE, putBack).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
