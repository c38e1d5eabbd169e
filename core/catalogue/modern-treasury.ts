import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A resource and what happened to it: https://docs.moderntreasury.com/platform/docs/webhooks */
export const modernTreasury: CatalogueEntry = {
  types: ['payment_order.completed', 'payment_order.created'],
  deliver: (base, type, context) => {
    const [object, event] = type.includes('.') ? type.split('.') : base.split('.');
    return jsonDelivery(context.url, {
      event,
      data: {
        id: uuidOf(context),
        object,
        live_mode: true,
        amount: 4900,
        currency: 'EUR',
        direction: 'credit',
        status: event,
        description: 'Rückzahlung an Zoë',
        created_at: new Date(context.now).toISOString(),
        updated_at: new Date(context.now).toISOString(),
      },
    });
  },
  register: 'In the application, among the developer settings, add a webhook endpoint.',
  secret: 'The webhook key, at https://app.moderntreasury.com/developers/webhooks.',
};
