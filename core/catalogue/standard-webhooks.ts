import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext } from './sample.ts';

/** The shape that the specification proposes: https://github.com/standard-webhooks/standard-webhooks */
const DATA: Readonly<Record<string, (context: SampleContext) => object>> = {
  'user.created': (context) => ({ id: `usr_${nameOf(context)}`, name: 'Zoë Smith', email: 'zoe@example.com' }),
  'invoice.paid': (context) => ({ id: `inv_${nameOf(context)}`, amount: 4900, currency: 'EUR' }),
};

export const standardWebhooks: CatalogueEntry = {
  types: Object.keys(DATA),
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      { type, timestamp: new Date(context.now).toISOString(), data: DATA[base]?.(context) },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register:
    'In the settings of the product that sends: an endpoint with the URL https://…/webhooks/NAME, and the events.',
  secret:
    'The signing secret of that endpoint, whsec_ and all; or, where it signs with Ed25519, the public key whpk_…. It is not an API key.',
  retries: 'Up to the product; the specification asks for several days.',
  traps: [
    'Each endpoint has a secret of its own, and they all look alike.',
    'What waited in a queue for more than 5 minutes on its way here is refused as stale.',
    'BigCommerce sends these headers, but takes its key as text: use bigcommerce for it.',
  ],
};
