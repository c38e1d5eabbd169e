import type { Custody } from '../../core/custody.ts';
import type { Description } from '../../core/describe.ts';
import { ledgerItem } from '../../core/ledger-item.ts';
import { replayStep } from '../../core/replay.ts';
import type { Ledger } from '../../lambda/aws/ledger.ts';
import type { AcceptParts } from '../../lambda/verifier/accept.ts';

export interface ReplayOneParts {
  /** The name of the replay: that of its messages. */
  readonly replay: string;
  readonly ledger: Pick<Ledger, 'swap'>;
  readonly send: AcceptParts['send'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What became of an event for one processor. */
export type Replayed = 'sent' | 'running' | 'already';

/** Each round means that a consumer of this very event moved in between. */
const MOST_ROUNDS = 5;

/**
 * Lets an event run again for one processor: opens it in the ledger where it was settled, and then sends its message.
 * @param current - what the ledger says of the event
 * @param message - what to send, made when it is needed
 */
export async function replayOne(
  description: Description,
  processor: string,
  current: Custody | undefined,
  message: () => Promise<string>,
  { replay, ledger, send, now }: ReplayOneParts,
): Promise<Replayed> {
  const { facts, digest } = description;
  let known = current;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const step = replayStep(known, { replay, now: now() });
    if (step.verdict === 'skip') return step.because;
    // Before the event is opened: a body that cannot be put aside leaves it as it was.
    const text = await message();
    if (step.verdict === 'reopen') {
      const swap = await ledger.swap(ledgerItem(facts, digest, [processor], now()), processor, known, step.next);
      if (!swap.taken) {
        known = swap.current;
        continue;
      }
    }
    await send(processor, text, description);
    return 'sent';
  }
  throw new Error(`the state of ${facts.id} for ${processor} changed ${MOST_ROUNDS} times while it was opened`);
}
