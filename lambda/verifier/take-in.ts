import { ARCHIVE } from '../../core/archive.ts';
import { targetsOf, type Webhooks } from '../../core/configuration.ts';
import type { Content } from '../../core/content.ts';
import type { Delivery } from '../../core/delivery.ts';
import { type Description, describe, type Receipt } from '../../core/describe.ts';
import { inParallel } from '../../core/in-parallel.ts';
import type { AddressedSource } from '../../core/tenants.ts';
import type { Verified } from '../../core/verify.ts';
import { errorText } from '../log.ts';
import { type AcceptParts, accept } from './accept.ts';
import { type MessageParts, messageOf } from './message-of.ts';

export interface TakeInParts extends AcceptParts, MessageParts {
  readonly webhooks: Webhooks;
}

/** What became of the event, or of the events, in one delivery. */
export interface TakenIn {
  readonly outcome: 'accepted' | 'duplicate' | 'ignored' | 'unavailable' | 'unreadable';
  /** Empty when the delivery is unreadable, or a batch of nothing. */
  readonly events: readonly Description[];
}

/** The worst first: one event that could not be taken makes the provider send all of them again. */
const WORST_FIRST = ['unavailable', 'accepted', 'duplicate', 'ignored'] as const;

type Outcome = (typeof WORST_FIRST)[number];

/** DynamoDB and SQS take more at once, but a batch must not crowd out the requests of others. */
const MOST_AT_ONCE = 25;

/**
 * Takes the events of a verified delivery into custody, each by itself: that of a batch which was taken in already is a
 * duplicate when the provider sends the batch again.
 * @param received - when, in milliseconds since 1970, and as which request
 * @param content - the delivery's, where it has been read already
 */
export async function takeIn(
  source: AddressedSource,
  delivery: Verified<Delivery>,
  received: Receipt,
  parts: TakeInParts,
  content?: Content,
): Promise<TakenIn> {
  const events = describe(source, delivery, received, content);
  if (!events) return { outcome: 'unreadable', events: [] };
  const outcomes = new Set(await inParallel(events, MOST_AT_ONCE, (event) => takeEvent(event, parts)));
  return { outcome: WORST_FIRST.find((outcome) => outcomes.has(outcome)) ?? 'ignored', events };
}

async function takeEvent(description: Description, parts: TakeInParts): Promise<Outcome> {
  const wanting = targetsOf(parts.webhooks, description.event);
  if (wanting.length === 0) return 'ignored';
  const targets = parts.webhooks.archive ? [...wanting, ARCHIVE] : wanting;
  const message = await write(description, parts);
  return message === undefined ? 'unavailable' : accept(description, targets, message, parts);
}

/** Before the ledger has the event: once it has, nobody but a retry would bring the body again. */
async function write(description: Description, parts: TakeInParts): Promise<string | undefined> {
  try {
    return await messageOf(description, parts);
  } catch (error) {
    parts.log.error('body not put', { event: description.facts.id, error: errorText(error) });
    return undefined;
  }
}
