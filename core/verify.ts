import type { Source } from './configuration.ts';
import type { Delivery } from './delivery.ts';
import type { PartnerEvent } from './partner-event.ts';
import type { Key, VerifyContext } from './signatures/scheme.ts';
import type { RefusalCause } from './verdict.ts';

declare const verified: unique symbol;

/**
 * A value that is the provider's for certain: its signature was checked (`verifyDelivery`), we ourselves asked the
 * provider for it (`fetchedFromProvider`), or EventBridge brought it from the provider's own event source
 * (`broughtByPartner`). Nothing else makes one, and only such a delivery becomes an event.
 */
export type Verified<T> = T & { readonly [verified]: true };

export type Verification =
  | {
      readonly ok: true;
      readonly delivery: Verified<Delivery>;
      /** Which key it was signed with. */
      readonly key: number;
    }
  | { readonly ok: false; readonly cause: RefusalCause };

/**
 * Longer than all headers together may be behind API Gateway, so that no scheme has to read a megabyte of commas.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const LONGEST_HEADER = 10_240;

/**
 * Checks a delivery's signature over its bytes, with each of the source's live keys.
 * @param context - the moment, in milliseconds since 1970, and how to load what a signature refers to
 */
export async function verifyDelivery(
  source: Source,
  delivery: Delivery,
  keys: readonly Key[],
  { now, load, trustedRoots }: Pick<VerifyContext, 'now' | 'load' | 'trustedRoots'>,
): Promise<Verification> {
  const { provider, tolerance, settings } = source;
  for (const name in delivery.headers)
    if ((delivery.headers[name]?.length ?? 0) > LONGEST_HEADER) return { ok: false, cause: 'malformed-signature' };
  const given = provider.scheme.verify(delivery, keys, { now, tolerance, settings, load, trustedRoots });
  // To wait for what is there already is a part of the whole that shows, and few schemes have to load anything.
  const verdict = 'then' in given ? await given : given;
  return verdict.ok ? { ok: true, delivery: delivery as Verified<Delivery>, key: verdict.key } : verdict;
}

/**
 * Takes an event for the provider's because it is the answer to our own request, over TLS, to the provider's address and
 * with our credentials there. Only the reconciler may say so: whatever reaches us from outside has a signature.
 */
export const fetchedFromProvider = (delivery: Delivery): Verified<Delivery> => delivery as Verified<Delivery>;

/**
 * Takes an event for the provider's because EventBridge says that it comes from the very partner event source that the
 * source names: only that partner puts events under a name that begins with `aws.partner/`
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas.html), and only the rule of its bus may send to the
 * queue of the receiver. Nobody but the receiver may say so. `undefined` when the event is from elsewhere.
 */
export const broughtByPartner = (
  { from }: Source,
  { eventSource, delivery }: PartnerEvent,
): Verified<Delivery> | undefined =>
  from !== undefined && from.eventSource === eventSource ? (delivery as Verified<Delivery>) : undefined;
