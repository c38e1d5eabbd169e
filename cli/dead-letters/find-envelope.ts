import { decodeEnvelope, type Envelope } from '../../core/envelope.ts';
import type { HeldMessage } from '../../lambda/aws/queue-contents.ts';
import type { Desk } from './desk.ts';
import { takeInHand } from './take-in-hand.ts';

const HANDS = 4;

/** Looks through a dead-letter queue for an event, and leaves everything there. */
export async function findEnvelope(desk: Desk, source: string, id: string): Promise<Envelope | undefined> {
  const found: Envelope[] = [];
  const deal = async (messages: readonly HeldMessage[]) => {
    for (const { body } of messages) {
      const envelope = readEnvelope(body);
      if (envelope?.facts.source === source && envelope.facts.id === id) found.push(envelope);
    }
    return messages;
  };
  await takeInHand(desk, { hands: HANDS, most: 10, deal, isEnough: () => found.length > 0 });
  return found[0];
}

function readEnvelope(body: string): Envelope | undefined {
  try {
    return decodeEnvelope(body);
  } catch {
    // Anybody may have put it there.
    return undefined;
  }
}
