import { asReplay } from '../../core/as-replay.ts';
import type { HeldMessage } from '../../lambda/aws/queue-contents.ts';
import { pace } from '../operations/pace.ts';
import type { Desk } from './desk.ts';
import { type Letter, readLetter } from './letter.ts';
import { takeInHand } from './take-in-hand.ts';

export interface Moving {
  /** At most so many a second. @default - as fast as it goes */
  readonly rate?: number | undefined;
  /** About how many letters there are, those that stay included. */
  readonly among: number;
  /** Is told how many were moved. */
  readonly tell: (moved: number) => void;
}

/** How far a redrive came. */
export interface Moved {
  /** What SQS calls the messages that went to the queue. */
  readonly moved: ReadonlySet<string>;
  /** Those of them that could not be deleted: they come up again, and running them again does nothing. */
  readonly undeleted: number;
  /** Why it did not go on. */
  readonly error?: string | undefined;
}

const HANDS = 8;

/** What waits for its turn at a slow rate must not wait until others see it again. */
const LONGEST_WAIT_SECONDS = 20;

/**
 * Moves letters back to the queue that they came from: sends each, and only then deletes it. One that was sent and not
 * deleted is sent again some day, as the replay that it was, and finds its event settled.
 */
export async function moveLetters(
  desk: Desk,
  letters: readonly Letter[],
  { rate, among, tell }: Moving,
): Promise<Moved> {
  const { contents, queueUrl, deadLetterQueueUrl, signal } = desk;
  const outstanding = new Set(letters.map(({ messageId }) => messageId));
  const moved = new Set<string>();
  const mayStart = pace({ perSecond: rate, signal });
  let undeleted = 0;
  let error: string | undefined;

  /** Whether the letter is gone from where it was. */
  const move = async (message: HeldMessage): Promise<boolean> => {
    const { messageId, handle, group } = message;
    await contents.send(queueUrl, { body: bodyOf(message), group }, messageId);
    moved.add(messageId);
    tell(moved.size);
    const isGone = await contents.remove(deadLetterQueueUrl, handle).then(
      () => true,
      () => false,
    );
    if (!isGone) undeleted += 1;
    return isGone;
  };
  const deal = async (messages: readonly HeldMessage[]) => {
    const staying: HeldMessage[] = [];
    for (const message of messages) {
      const isMine = outstanding.delete(message.messageId);
      const isGone = isMine && error === undefined && (await mayStart()) && (await move(message).catch(noteError));
      if (!isGone) staying.push(message);
    }
    return staying;
  };
  const noteError = (reason: unknown) => {
    error ??= reason instanceof Error ? reason.message || reason.name : String(reason);
    return false;
  };
  const isEnough = () => outstanding.size === 0 || error !== undefined;
  await takeInHand(desk, { ...handsFor(among, rate), deal, isEnough });
  return { moved, undeleted, error };
}

function handsFor(among: number, rate = Number.POSITIVE_INFINITY) {
  const hands = Math.max(1, Math.min(HANDS, Math.ceil(rate / 10), Math.ceil(among / 10)));
  const most = Math.max(1, Math.floor((rate * LONGEST_WAIT_SECONDS) / hands));
  return { hands, most: Math.min(10, most) };
}

/**
 * What the runtime gave up is a replay already. What SQS has moved is the first delivery, or an earlier replay: only as
 * another one does it start over.
 */
function bodyOf(message: HeldMessage): string {
  const { facts, attempts } = readLetter(message);
  if (!facts) return message.body;
  const isReplay = facts.replay !== undefined && attempts !== undefined && !message.isMovedBySqs;
  return isReplay ? message.body : asReplay(message.body, `redrive-${message.messageId}`);
}
