import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of an event: https://polar.sh/docs/integrate/webhooks/events */
export const polar: CatalogueEntry = {
  types: ['order.created', 'subscription.active'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        type,
        timestamp: new Date(context.now).toISOString(),
        data: {
          id: uuidOf(context),
          created_at: new Date(context.now).toISOString(),
          status: 'paid',
          total_amount: 4900,
          currency: 'eur',
          customer: { id: uuidOf(context), name: 'Zoë' },
        },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'Under Settings > Webhooks in the organization, create an endpoint in the format Raw.',
  secret: "The endpoint's secret exactly as Polar shows it (polar_whs_…).",
  traps: ["The key is the secret's text, which other Standard Webhooks senders decode."],
};
