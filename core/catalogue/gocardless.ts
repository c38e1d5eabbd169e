import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A list of events: https://developer.gocardless.com/api-reference/#core-endpoints-events */
export const gocardless: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      events: [
        {
          id: `EV${nameOf(context, 12).toUpperCase()}`,
          created_at: new Date(context.now).toISOString(),
          resource_type: 'payments',
          action: 'confirmed',
          links: { payment: 'PM0001' },
          details: {
            origin: 'gocardless',
            cause: 'payment_confirmed',
            description: 'Payment was confirmed as collected',
          },
          metadata: {},
        },
        {
          id: `EV${nameOf(context, 11).toUpperCase()}2`,
          created_at: new Date(context.now).toISOString(),
          resource_type: 'mandates',
          action: 'cancelled',
          links: { mandate: 'MD0001' },
          details: { origin: 'bank', cause: 'bank_account_closed', description: 'Das Konto wurde aufgelöst' },
          metadata: {},
        },
      ],
      meta: { webhook_id: `WB${nameOf(context, 12).toUpperCase()}` },
    }),
  register: 'In the dashboard, add a webhook endpoint among the developer settings.',
  secret: "The endpoint's secret, which the dashboard shows or you choose while making it.",
  traps: [
    'One request carries up to 250 events: set "split" on the source to get each of them by itself, typed like payments.confirmed.',
  ],
};
