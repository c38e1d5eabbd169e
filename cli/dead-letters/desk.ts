import { DEAD_LETTER_SUFFIX, queueSuffix } from '../../core/names.ts';
import { isOrdered } from '../../core/queue-place.ts';
import type { QueueContents } from '../../lambda/aws/queue-contents.ts';
import { failed } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';
import type { Receiver } from '../known-processor.ts';

/** Where a processor's dead letters are looked through. */
export interface Desk {
  readonly contents: QueueContents;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Aborted by Ctrl-C: whatever is in hand is brought to its end or put back, and nothing more is taken. */
  readonly signal: AbortSignal;
  /** How long a message in hand is hidden from others: what a killed command held is seen again after that. @default 120 */
  readonly hiddenSeconds?: number;
  /** How long a queue has to bring nothing new to count as seen through, in seconds. @default 1 */
  readonly waitSeconds?: number;
}

/** Long enough for everything that is in hand at once, see `moveLetters`. */
export const HIDDEN_SECONDS = 120;

/** Opens the desk of a processor. */
export async function openDesk(deployment: Deployment, processor: Receiver, signal: AbortSignal): Promise<Desk> {
  const { queueUrlPrefix, aws, name, isLocal } = deployment;
  if (!queueUrlPrefix)
    throw failed(`${name} does not say where its queues are: deploy it with this version of Breakwater`);
  // The SDK takes longer to load than everything else here together.
  const { openQueueContents } = await import('../../lambda/aws/queue-contents.ts');
  const urlOf = (suffix: string) => queueUrlPrefix + queueSuffix(suffix, isOrdered(processor));
  return {
    contents: openQueueContents(aws),
    queueUrl: urlOf(processor.name),
    deadLetterQueueUrl: urlOf(processor.name + DEAD_LETTER_SUFFIX),
    signal,
    // One engine has all of a queue, and says so at once.
    waitSeconds: isLocal ? 0 : 1,
  };
}
