import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An order: https://juspay.io/resources/docs/common-resources/webhooks */
export const juspay: CatalogueEntry = {
  types: ['ORDER_SUCCEEDED', 'ORDER_FAILED', 'ORDER_REFUNDED'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: `evt_${nameOf(context, 16)}`,
      date_created: new Date(context.now).toISOString(),
      event_name: type,
      content: {
        order: {
          order_id: `order-${nameOf(context, 8)}`,
          status: 'CHARGED',
          amount: 100,
          currency: 'INR',
          note: 'for Zoë',
        },
      },
    }),
  register: 'Dashboard > Settings > Webhooks: the URL …/webhooks/NAME, with a username and a password.',
  secret: 'Make up a user and a password; the secret of the source is user:password.',
  traps: ['Nothing is signed: ask the API for the order before you hand over goods.'],
};
