import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { decodeEnvelope, type Envelope } from '../../core/envelope.ts';
import { ledgerKey } from '../../core/ledger-item.ts';
import { errorText } from '../log.ts';
import { type Invocation, type Message, processMessage, type RuntimeParts } from './process-message.ts';

/**
 * Processes the messages of one invocation, and names those that have to stay on the queue. Different events run side
 * by side; copies of one event one after the other, so that they do not contend; and so do the events of a group of a
 * FIFO queue, since that is their order.
 */
export async function processBatch(
  records: readonly SQSRecord[],
  invocation: Invocation,
  parts: RuntimeParts,
): Promise<SQSBatchResponse> {
  const lanes = Map.groupBy(records.map(received), laneOf);
  const stays = await Promise.all([...lanes.values()].map((lane) => processLane(lane, invocation, parts)));
  return { batchItemFailures: stays.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

interface Received extends Message {
  readonly messageId: string;
  /** It came off a FIFO queue: only these number their messages. */
  readonly isOrdered: boolean;
}

const received = ({ messageId, receiptHandle, body, attributes }: SQSRecord): Received => ({
  messageId,
  receiptHandle,
  body,
  envelope: read(body),
  group: attributes?.MessageGroupId,
  isOrdered: attributes?.SequenceNumber !== undefined,
});

function laneOf({ messageId, envelope, group, isOrdered }: Received): string {
  if (isOrdered) return `group ${group}`;
  return envelope ? `event ${ledgerKey(envelope.facts.source, envelope.facts.id)}` : `message ${messageId}`;
}

/**
 * Returns the messages that stay. Once one stays, its followers do too: of a copy the ledger says nothing new, and no
 * event of a group may overtake another.
 */
async function processLane(lane: readonly Received[], invocation: Invocation, parts: RuntimeParts) {
  const halfTime = (parts.now() + invocation.deadline) / 2;
  for (const [index, message] of lane.entries()) {
    // An event that could not come to an end in this invocation would lose an attempt.
    if (message.isOrdered && index > 0 && parts.now() > halfTime) return putBack(lane.slice(index), parts);
    const fate = await processMessage(message, invocation, parts).catch((error) => {
      parts.log.error('message failed', { error: errorText(error) });
      return 'stay' as const;
    });
    if (fate === 'stay') return [message, ...(await putBack(lane.slice(index + 1), parts))];
  }
  return [];
}

/**
 * Makes messages of a group visible again, that is, once those before them are: SQS hands out none of a group while it
 * takes one of it for received. Copies of an event stay hidden, like the one that they follow.
 */
async function putBack(messages: readonly Received[], { hold, log }: RuntimeParts): Promise<readonly Received[]> {
  const show = (message: Received) =>
    hold(message, 0).catch((error) => log.warn('putting back failed', { error: errorText(error) }));
  await Promise.all(messages.filter(({ isOrdered }) => isOrdered).map(show));
  return messages;
}

function read(body: string): Envelope | undefined {
  try {
    return decodeEnvelope(body);
  } catch {
    return undefined;
  }
}
