import type Stripe from 'stripe';
import type { PayloadsByType } from '../event-payloads.ts';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    /** As of the API version that the installed `stripe` is made for; an endpoint may be pinned to another. */
    readonly stripe: PayloadsByType<Stripe.Event>;
  }
}
