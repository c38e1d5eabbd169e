import { createHash } from 'node:crypto';
import type { Processor } from './configuration.ts';
import type { EventKey, WebhookEvent } from './event.ts';
import type { EventFacts } from './event-facts.ts';

/** Where on its queue a message goes. SQS takes up to 128 characters of each. */
export interface QueuePlace {
  /** A FIFO queue hands out the messages of a group in order; a standard queue lets groups take turns. */
  readonly group: string;
  /** A FIFO queue drops a message whose id it has had in this group within five minutes. */
  readonly deduplicationId?: string;
}

/** A key that is longer, or not plain text, is known by its digest. */
const PLAIN_KEY = /^[\x21-\x7e]{1,100}$/;

/** Whether the processor's queue is a FIFO queue. */
export const isOrdered = ({ orderedBy }: Pick<Processor, 'orderedBy'>) => orderedBy !== undefined;

/**
 * The place of an event on a processor's queue; `undefined` where the queue knows no groups, or the event has no key for
 * them. An ordered event without a key has a group of its own, and waits for nobody.
 */
export function placeOf(
  { orderedBy, fairBy }: Pick<Processor, 'orderedBy' | 'fairBy'>,
  { facts, event }: { readonly facts: EventFacts; readonly event: WebhookEvent },
): QueuePlace | undefined {
  const key = keyOf(orderedBy ?? fairBy, event, facts.tenant);
  if (orderedBy) return { group: key ?? `event=${identityOf(facts)}`, deduplicationId: identityOf(facts) };
  return key === undefined ? undefined : { group: key };
}

/**
 * What a FIFO queue knows the message of an event by. The provider's own delivery sent again is dropped for five minutes:
 * it is sent only while no consumer has held the event, and then the first copy is still on the queue. A replay and a
 * redrive are messages of their own.
 */
export const identityOf = ({ source, id, replay = '' }: EventFacts) =>
  createHash('sha256')
    .update(JSON.stringify([source, id, replay]))
    .digest('hex');

/** What is one key to two tenants is two keys: their customers number 42 have nothing to do with each other. */
function keyOf(by: EventKey | undefined, event: WebhookEvent, tenant: string | undefined): string | undefined {
  const key = askedOf(by, event);
  if ((typeof key !== 'string' && typeof key !== 'number') || key === '' || Number.isNaN(key)) return undefined;
  const text = tenant === undefined ? String(key) : `${tenant}/${key}`;
  return `key=${PLAIN_KEY.test(text) ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`}`;
}

function askedOf(by: EventKey | undefined, event: WebhookEvent): unknown {
  try {
    return by?.(event);
  } catch {
    // The function did not foresee this payload: an event without a key is processed, one that is refused is not.
    return undefined;
  }
}
