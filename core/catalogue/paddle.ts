import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of a transaction's and a subscription's events: https://developer.paddle.com/webhooks/about */
export const paddle: CatalogueEntry = {
  types: ['transaction.completed', 'subscription.created', 'subscription.updated', 'subscription.canceled'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    const transaction = base === 'transaction.completed';
    return jsonDelivery(context.url, {
      event_id: `evt_${nameOf(context, 26)}`,
      event_type: type,
      occurred_at: time,
      notification_id: `ntf_${nameOf(context, 26)}`,
      data: {
        id: `${transaction ? 'txn' : 'sub'}_${nameOf(context, 26)}`,
        status: transaction ? 'completed' : base === 'subscription.canceled' ? 'canceled' : 'active',
        customer_id: 'ctm_01hv6y1jedq4p1n0yqn5ba3ky4',
        currency_code: 'EUR',
        items: [{ price: { id: 'pri_01gsz8x8sawmvhz1pv30nge1ke', description: 'Team plan' }, quantity: 1 }],
        created_at: time,
        updated_at: time,
      },
    });
  },
  register:
    'Paddle > Developer tools > Notifications > New destination: type URL, https://…/webhooks/NAME, and the events.',
  secret: 'The secret key of that destination, pdl_ntfset_…. It is not an API key or the public key of Paddle Classic.',
  secretBegins: 'pdl_ntfset_',
  retries: 'Live: 60 within 3 days. Sandbox: 3 within 15 minutes. It waits for 5 seconds.',
  retryHours: 72,
  traps: [
    'Sandbox and live are accounts of their own, with destinations and secrets of their own.',
    'Each destination has a secret of its own: make a source for each.',
    'Paddle Classic signs in another way (p_signature in a form), which is refused.',
  ],
};
