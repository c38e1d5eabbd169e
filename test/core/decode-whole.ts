import { decodeEnvelope, eventOf } from '../../core/envelope.ts';
import type { WebhookEvent } from '../../core/event.ts';
import type { EventFacts } from '../../core/event-facts.ts';

/** Reads an envelope that has its body in it. */
export function decodeWhole(text: string): { readonly facts: EventFacts; readonly event: WebhookEvent } {
  const { facts, body } = decodeEnvelope(text);
  if (!Buffer.isBuffer(body)) throw new Error(`the body lies elsewhere: ${body.key}`);
  return { facts, event: eventOf(facts, body) };
}
