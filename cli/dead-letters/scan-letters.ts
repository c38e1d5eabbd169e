import { FIFO_SUFFIX } from '../../core/names.ts';
import type { HeldMessage } from '../../lambda/aws/queue-contents.ts';
import type { Desk } from './desk.ts';
import { type Letter, readLetter } from './letter.ts';
import { isWanted, type LetterFilter } from './letter-filter.ts';
import { takeInHand } from './take-in-hand.ts';

/** What lies in a dead-letter queue. */
export interface Scan {
  /** Those that are wanted, the oldest first. */
  readonly wanted: readonly Letter[];
  /** All others. */
  readonly others: readonly Letter[];
  /** About how many nobody could look at, since somebody else has them in hand. */
  readonly heldElsewhere: number;
  /** False when there may be more than could be looked at. */
  readonly isWhole: boolean;
}

const HANDS = 4;

/** SQS hides no more than 120,000 messages of one queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MOST_HELD = 100_000;

/** Looks at every letter in a dead-letter queue, and leaves it there. */
export async function scanLetters(desk: Desk, filter: LetterFilter, tell: (looked: number) => void): Promise<Scan> {
  const { held: heldElsewhere, visible } = await desk.contents.count(desk.deadLetterQueueUrl);
  const [wanted, others]: [Letter[], Letter[]] = [[], []];
  const looked = () => wanted.length + others.length;
  const deal = async (messages: readonly HeldMessage[]) => {
    for (const message of messages) {
      const letter = readLetter(message);
      (isWanted(letter, message.body, filter) ? wanted : others).push(letter);
    }
    tell(looked());
    return messages;
  };
  const isEnough = () => looked() >= MOST_HELD;
  await takeInHand(desk, { hands: HANDS, most: 10, deal, isEnough });
  wanted.sort((left, right) => left.at - right.at || (left.messageId < right.messageId ? -1 : 1));
  // While one of a FIFO queue's groups is looked at, the rest of the group is hidden.
  const isHidden = desk.deadLetterQueueUrl.endsWith(FIFO_SUFFIX) && looked() < visible;
  return { wanted, others, heldElsewhere, isWhole: !isEnough() && !isHidden && !desk.signal.aborted };
}
