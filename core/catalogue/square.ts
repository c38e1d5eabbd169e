import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of an event: https://developer.squareup.com/docs/webhooks/overview */
export const square: CatalogueEntry = {
  types: ['payment.updated', 'payment.created', 'refund.updated'],
  deliver: (_, type, context) => {
    const kind = type.split('.')[0] ?? type;
    const time = new Date(context.now).toISOString();
    const amount_money = { amount: 1250, currency: 'EUR' };
    const object = {
      id: nameOf(context, 26),
      amount_money,
      status: 'COMPLETED',
      note: 'Becher für Zoë',
      created_at: time,
    };
    return jsonDelivery(context.url, {
      merchant_id: '6SSW7HV8K2ST5',
      type,
      event_id: uuidOf(context),
      created_at: time,
      data: { type: kind, id: object.id, object: { [kind]: object } },
    });
  },
  register: 'Developer Console > your application > Webhooks > Subscriptions > Add subscription: URL and events.',
  secret: 'The subscription’s Signature Key, shown in its details. Not the access token, nor the application secret.',
  retries: 'Again with growing pauses until an answer of 2xx comes within 10 seconds, for a day or more.',
  retryHours: 24,
  traps: [
    'The URL is part of what is signed: it has to be registered exactly as senders reach it.',
    'A new signature key counts at once: put the new one beside the old before you make it.',
  ],
};
