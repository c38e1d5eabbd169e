import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A customer's events: https://docs.withorb.com/integrations-and-exports/webhooks */
export const orb: CatalogueEntry = {
  types: ['customer.created', 'customer.edited'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: nameOf(context, 16),
      created_at: new Date(context.now).toISOString(),
      type,
      properties: {},
      customer: {
        id: `${nameOf(context, 15)}c`,
        external_customer_id: 'zoe-1',
        name: 'Zoë Smith',
        email: 'zoe@example.com',
        currency: 'EUR',
      },
    }),
  register: "In Orb's settings, add a webhook endpoint.",
  secret: "The endpoint's signing secret, as text.",
};
