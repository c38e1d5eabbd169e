import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { decodeEnvelope, type Envelope } from '../../core/envelope.ts';
import { ledgerKey } from '../../core/ledger-item.ts';
import { errorText } from '../log.ts';
import { type Invocation, type Message, processMessage, type RuntimeParts } from './process-message.ts';

/**
 * Processes the messages of one invocation, and names those that have to stay on the queue. Different events run side
 * by side; copies of one event one after the other, so that they do not contend.
 */
export async function processBatch(
  records: readonly SQSRecord[],
  invocation: Invocation,
  parts: RuntimeParts,
): Promise<SQSBatchResponse> {
  const messages = records.map((record) => ({ ...record, envelope: read(record.body) }));
  const copies = Map.groupBy(messages, ({ envelope, messageId }) =>
    envelope ? ledgerKey(envelope.facts.source, envelope.facts.id) : messageId,
  );
  const stays = await Promise.all([...copies.values()].map((group) => processCopies(group, invocation, parts)));
  return { batchItemFailures: stays.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

type Received = Message & { readonly messageId: string };

/** Returns the messages that stay. Once one copy stays, its followers do too: the ledger says nothing new of them. */
async function processCopies(copies: Received[], invocation: Invocation, parts: RuntimeParts): Promise<Received[]> {
  for (const [index, message] of copies.entries()) {
    const fate = await processMessage(message, invocation, parts).catch((error) => {
      parts.log.error('message failed', { error: errorText(error) });
      return 'stay' as const;
    });
    if (fate === 'stay') return copies.slice(index);
  }
  return [];
}

function read(body: string): Envelope | undefined {
  try {
    return decodeEnvelope(body);
  } catch {
    return undefined;
  }
}
