import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** A reporting webhook's events: https://docs.customer.io/journeys/webhooks/ */
export const customerIo: CatalogueEntry = {
  types: ['email.opened', 'email.delivered'],
  deliver: (base, type, context) => {
    const [object_type, metric] = type.includes('.') ? type.split('.') : base.split('.');
    return jsonDelivery(context.url, {
      event_id: nameOf(context, 26).toUpperCase(),
      object_type,
      metric,
      timestamp: secondsOf(context),
      data: {
        customer_id: 'zoe-1',
        identifiers: { id: 'zoe-1' },
        subject: 'Schön, dass du da bist',
        recipient: 'zoe@example.com',
        campaign_id: 1,
      },
    });
  },
  register: 'Among the integrations of the workspace, add a reporting webhook.',
  secret: "The webhook's signing key, which stands beside it.",
};
