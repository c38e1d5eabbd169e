import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The event object: https://apidocs.chargebee.com/docs/api/events */
export const chargebee: CatalogueEntry = {
  types: ['subscription_created', 'subscription_cancelled', 'payment_succeeded', 'payment_failed'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: `ev_${nameOf(context, 17)}`,
      occurred_at: secondsOf(context),
      source: 'admin_console',
      user: 'zoe@example.com',
      object: 'event',
      api_version: 'v2',
      event_type: type,
      webhook_status: 'scheduled',
      content: {
        subscription: { id: 'sub_1', status: 'active', object: 'subscription' },
        customer: { id: 'cus_1', first_name: 'Zoë', object: 'customer' },
      },
    }),
  register:
    'Settings > Configure Chargebee > Webhooks > Add Webhook: the URL …/webhooks/NAME, and "Protect webhook URL with basic authentication" with a user and a password.',
  secret: 'Make up a user and a password; the secret of the source is user:password.',
  traps: ['Nothing is signed, and without basic authentication every event is refused.'],
};
