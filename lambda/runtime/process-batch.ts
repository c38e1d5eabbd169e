import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { NEWER_SECONDS } from '../../core/custody.ts';
import { decodeEnvelope, NewerEnvelope } from '../../core/envelope.ts';
import { countsAttempt } from '../../core/flow-state.ts';
import { ledgerKey } from '../../core/ledger-item.ts';
import { errorText } from '../log.ts';
import { ClaimLost } from './claim-lost.ts';
import type { Pacer } from './pacer.ts';
import { PermanentError } from './permanent-error.ts';
import { processMessage } from './process-message.ts';
import type { Invocation, Message, RuntimeParts } from './runtime-parts.ts';
import type { Valve } from './valve.ts';

export interface BatchParts extends RuntimeParts {
  /** Whether events flow at all. @default - they do */
  readonly valve?: Valve | undefined;
  /** How fast they flow. @default - as fast as they can */
  readonly pacer?: Pacer | undefined;
}

/**
 * Processes the messages of one invocation, and names those that have to stay on the queue. Different events run side
 * by side; copies of one event one after the other, so that they do not contend; and so do the events of a group of a
 * FIFO queue, since that is their order.
 */
export async function processBatch(
  records: readonly SQSRecord[],
  invocation: Invocation,
  parts: BatchParts,
): Promise<SQSBatchResponse> {
  const messages = records.map(received);
  const stays = await processReceived(messages, invocation, parts);
  return { batchItemFailures: stays.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function processReceived(messages: readonly Received[], invocation: Invocation, parts: BatchParts) {
  const passage = (await parts.valve?.passage()) ?? 'open';
  if (passage === 'paused') return holdBack(messages, parts);
  if (passage === 'probe') return probe(messages, invocation, parts);
  const lanes = Map.groupBy(messages, laneOf);
  const watched = watch(parts, false);
  const stays = await Promise.all([...lanes.values()].map((lane) => processLane(lane, invocation, watched)));
  return stays.flat();
}

interface Received extends Message {
  readonly messageId: string;
  /** It came off a FIFO queue: only these number their messages. */
  readonly isOrdered: boolean;
  /** How often it has been received. */
  readonly receives: number;
  /** Only code of a later deployment can read it. */
  readonly isNewer: boolean;
}

const received = ({ messageId, receiptHandle, body, attributes }: SQSRecord): Received => ({
  messageId,
  receiptHandle,
  body,
  ...read(body),
  group: attributes?.MessageGroupId,
  isOrdered: attributes?.SequenceNumber !== undefined,
  receives: Number(attributes?.ApproximateReceiveCount ?? 1),
});

function laneOf({ messageId, envelope, group, isOrdered }: Received): string {
  if (isOrdered) return `group ${group}`;
  return envelope ? `event ${ledgerKey(envelope.facts.source, envelope.facts.id)}` : `message ${messageId}`;
}

/**
 * Returns the messages that stay. Once one stays, its followers do too: of a copy the ledger says nothing new, and no
 * event of a group may overtake another.
 */
async function processLane(lane: readonly Received[], invocation: Invocation, parts: BatchParts) {
  const halfTime = (parts.now() + invocation.deadline) / 2;
  for (const [index, message] of lane.entries()) {
    // An event that could not come to an end in this invocation would lose an attempt.
    if (message.isOrdered && index > 0 && parts.now() > halfTime) return putBack(lane.slice(index), parts);
    const fate = await processInTurn(message, invocation, parts, halfTime).catch((error) => {
      parts.log.error('message failed', { error: errorText(error) });
      return 'stay' as const;
    });
    if (fate === 'stay') return [message, ...(await putBack(lane.slice(index + 1), parts))];
  }
  return [];
}

async function processInTurn(message: Received, invocation: Invocation, parts: BatchParts, latest: number) {
  if (message.isNewer) {
    parts.log.error('written by a later version', { messages: 1 });
    await hide([message], NEWER_SECONDS, parts);
    return 'stay' as const;
  }
  const seconds = await parts.pacer?.(latest);
  if (seconds === undefined) return processMessage(message, invocation, parts);
  await hide([message], seconds, parts);
  return 'stay' as const;
}

/** Tries one event, to see whether the processor is well again. What is settled already tells nothing of that. */
async function probe(messages: readonly Received[], invocation: Invocation, parts: BatchParts) {
  let hasRun = false;
  const onRun = () => {
    hasRun = true;
  };
  const watched = watch(parts, true, onRun);
  const stays: Received[] = [];
  for (const [index, message] of messages.entries()) {
    const isBehind = stays.some((other) => laneOf(other) === laneOf(message));
    stays.push(...(isBehind ? await putBack([message], parts) : await processLane([message], invocation, watched)));
    if (hasRun) return [...stays, ...(await holdBack(messages.slice(index + 1), parts))];
  }
  return stays;
}

/** The parts with work that tells the valve what became of it. */
function watch(parts: BatchParts, isProbe: boolean, onRun = () => {}): BatchParts {
  const { valve, work, now } = parts;
  if (!valve) return parts;
  return {
    ...parts,
    countsAttempt: ({ receivedAt }) => countsAttempt(isProbe, receivedAt, now()),
    work: async (event, context) => {
      onRun();
      try {
        await work(event, context);
      } catch (error) {
        // Those are about the event, and not about whatever the processor works with.
        if (!(error instanceof PermanentError || error instanceof ClaimLost)) await valve.failed();
        throw error;
      }
      await valve.succeeded(isProbe);
    },
  };
}

/** Messages that do not get through now come back later, all of them, and in their order. */
async function holdBack(messages: readonly Received[], parts: BatchParts): Promise<readonly Received[]> {
  const { valve, random, log } = parts;
  if (messages.length > 0) {
    log.info('paused', { held: messages.length });
    parts.count?.({ Held: messages.length });
  }
  await Promise.all(
    messages.map((message) => hide([message], (valve?.holdSeconds(message.receives) ?? 1) + 2 * random(), parts)),
  );
  return messages;
}

/**
 * Makes messages of a group visible again, that is, once those before them are: SQS hands out none of a group while it
 * takes one of it for received. Copies of an event stay hidden, like the one that they follow.
 */
async function putBack(messages: readonly Received[], parts: BatchParts): Promise<readonly Received[]> {
  await hide(
    messages.filter(({ isOrdered }) => isOrdered),
    0,
    parts,
  );
  return messages;
}

/** Failing that, they come back after the queue's own visibility timeout. */
async function hide(messages: readonly Received[], seconds: number, { hold, log }: RuntimeParts): Promise<void> {
  const holdOne = (message: Received) =>
    hold(message, seconds).catch((error) => log.warn('holding failed', { error: errorText(error) }));
  await Promise.all(messages.map(holdOne));
}

function read(body: string): Pick<Received, 'envelope' | 'isNewer'> {
  try {
    return { envelope: decodeEnvelope(body), isNewer: false };
  } catch (error) {
    return { envelope: undefined, isNewer: error instanceof NewerEnvelope };
  }
}
