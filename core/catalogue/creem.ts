import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of an event: https://docs.creem.io/code/webhooks */
export const creem: CatalogueEntry = {
  types: ['checkout.completed', 'subscription.paid'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      id: `evt_${nameOf(context, 22)}`,
      eventType: type,
      created_at: context.now,
      object: {
        id: `ch_${nameOf(context, 22)}`,
        object: base.split('.')[0],
        customer: { name: 'Zoë', email: 'zoe@example.com' },
        status: 'completed',
      },
    }),
  register: 'In the dashboard, among the developer settings, add a webhook.',
  secret: "The webhook's secret, which the same page shows.",
  traps: ['Deliveries signed in the older way, in creem-signature, are accepted too; they say no time.'],
};
