import { ARCHIVE } from '../../core/archive.ts';
import { claimCheckOf } from '../../core/claim-check.ts';
import { type Source, targetsOf, type Webhooks } from '../../core/configuration.ts';
import type { Delivery } from '../../core/delivery.ts';
import { type Description, describe } from '../../core/describe.ts';
import { type EventFacts, encodeEnvelope } from '../../core/envelope.ts';
import type { Verified } from '../../core/verify.ts';
import type { ClaimChecks } from '../aws/claim-checks.ts';
import { errorText } from '../log.ts';
import { type AcceptParts, accept } from './accept.ts';

export interface TakeInParts extends AcceptParts {
  readonly webhooks: Webhooks;
  readonly claimChecks: Pick<ClaimChecks, 'put'>;
  /** A message over this many KB goes without its body. */
  readonly claimCheckKb: number;
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
 */
export async function takeIn(
  source: Source,
  delivery: Verified<Delivery>,
  received: { readonly receivedAt: number; readonly requestId: string },
  parts: TakeInParts,
): Promise<TakenIn> {
  const events = describe(source, delivery, received);
  if (!events) return { outcome: 'unreadable', events: [] };
  const outcomes = new Set<Outcome>();
  for (let start = 0; start < events.length; start += MOST_AT_ONCE) {
    const some = events.slice(start, start + MOST_AT_ONCE);
    for (const outcome of await Promise.all(some.map((event) => takeEvent(event, parts)))) outcomes.add(outcome);
  }
  return { outcome: WORST_FIRST.find((outcome) => outcomes.has(outcome)) ?? 'ignored', events };
}

async function takeEvent(description: Description, parts: TakeInParts): Promise<Outcome> {
  const { facts, event } = description;
  const wanting = targetsOf(parts.webhooks, event);
  if (wanting.length === 0) return 'ignored';
  const targets = parts.webhooks.archive ? [...wanting, ARCHIVE] : wanting;
  const whole = encodeWithin(parts.claimCheckKb * 1024, facts, event.rawBody);
  const message = whole ?? (await checkIn(description, parts));
  return message === undefined ? 'unavailable' : accept(description, targets, message, parts);
}

/** The envelope with the body in it, unless it would be larger; a body can grow on its way into one. */
function encodeWithin(most: number, facts: EventFacts, body: Buffer): string | undefined {
  if (body.length > most) return undefined;
  const message = encodeEnvelope(facts, body);
  return Buffer.byteLength(message) > most ? undefined : message;
}

/** Before the ledger has the event: once it has, nobody but a retry would bring the body again. */
async function checkIn({ facts, event, digest }: Description, { claimChecks, log }: TakeInParts) {
  const claimCheck = claimCheckOf(facts, event.rawBody, digest);
  try {
    await claimChecks.put(claimCheck, event.rawBody);
    return encodeEnvelope(facts, claimCheck);
  } catch (error) {
    log.error('body not put', { event: facts.id, error: errorText(error) });
    return undefined;
  }
}
