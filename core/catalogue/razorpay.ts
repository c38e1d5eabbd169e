import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The shape of a payment's events: https://razorpay.com/docs/webhooks/payloads/payments/ */
export const razorpay: CatalogueEntry = {
  types: ['payment.captured', 'payment.failed'],
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        entity: 'event',
        account_id: 'acc_BFQ7uQEaa7j2z7',
        event: type,
        contains: ['payment'],
        payload: {
          payment: {
            entity: {
              id: `pay_${nameOf(context, 14)}`,
              entity: 'payment',
              amount: 50000,
              currency: 'INR',
              status: base.replace('payment.', ''),
              method: 'upi',
              email: 'zoe@example.com',
              description: 'Ein Becher für Zoë',
            },
          },
        },
        created_at: secondsOf(context),
      },
      { 'x-razorpay-event-id': nameOf(context, 14) },
    ),
  register: 'In the dashboard, add a webhook and choose its events.',
  secret: 'The secret that you type in while adding the webhook. It is not the secret of the API key.',
  secretIsOurs: true,
  traps: [
    'After a change of the secret, deliveries that are tried again are still signed with the old one: keep both for a while.',
  ],
};
