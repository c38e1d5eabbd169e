import type { Letter } from '../../../cli/dead-letters/letter.ts';
import { encodeEnvelope } from '../../../core/envelope.ts';
import type { HeldMessage } from '../../../lambda/aws/queue-contents.ts';

export const AT = Date.parse('2026-01-01T00:00:00.000Z');

/** The text of an event's envelope. */
export const envelopeOf = (id: string, body: string | Buffer = '{}', more: object = {}) =>
  encodeEnvelope(
    {
      id,
      source: 'stripe',
      provider: 'stripe',
      type: 'invoice.paid',
      time: '2026-01-01T00:00:00.000Z',
      receivedAt: '2026-01-01T00:00:00.000Z',
      requestId: 'r-1',
      contentType: Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json',
      ...more,
    },
    Buffer.from(body),
  );

/** A message as the runtime leaves it in a dead-letter queue. */
export const messageOf = (id: string, more: Partial<HeldMessage> = {}): HeldMessage => ({
  messageId: `m-${id}`,
  handle: `h-${id}`,
  body: envelopeOf(id, '{}', { replay: `redrive-of-${id}` }),
  attributes: { error: 'Error: no such customer', attempts: '3', history: '[]' },
  sentAt: AT,
  isMovedBySqs: false,
  ...more,
});

/** A letter as it is read. */
export const letterOf = (id: string, more: Partial<Letter> = {}): Letter => ({
  messageId: `m-${id}`,
  at: AT,
  bytes: 1000,
  facts: {
    id,
    source: 'stripe',
    provider: 'stripe',
    type: 'invoice.paid',
    time: '',
    receivedAt: '',
    requestId: '',
    contentType: '',
  },
  error: 'Error: no such customer',
  attempts: 3,
  failures: [],
  ...more,
});
