import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

const STATUS: Readonly<Record<string, string>> = {
  order_created: 'paid',
  order_refunded: 'refunded',
  subscription_created: 'active',
  subscription_updated: 'past_due',
};

/** The shape of both objects: https://docs.lemonsqueezy.com/help/webhooks/example-payloads */
export const lemonsqueezy: CatalogueEntry = {
  types: ['order_created', 'subscription_created', 'order_refunded', 'subscription_updated'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    return jsonDelivery(
      context.url,
      {
        meta: { test_mode: true, event_name: type, webhook_id: '5c2d6e1f-0f0e-4d7e-9a3e-2a4d3b1c7f10' },
        data: {
          type: base.startsWith('order') ? 'orders' : 'subscriptions',
          id: String(Number.parseInt(nameOf(context, 8), 16)),
          attributes: {
            store_id: 1,
            identifier: uuidOf(context),
            user_name: 'Zoë Smith',
            user_email: 'zoe@example.com',
            status: STATUS[base],
            created_at: time,
            updated_at: time,
          },
        },
      },
      { 'x-event-name': type },
    );
  },
  register: 'Settings > Webhooks > add one: callback URL https://…/webhooks/NAME, a signing secret, and the events.',
  secret:
    'The text that you put into Signing secret: 16 to 40 characters, since Lemon Squeezy takes at most 40 and Breakwater at least 16. It is not an API key.',
  retries: 'Three more after 5, 25 and 125 seconds; only a 200 counts.',
  retryHours: 0.04,
  traps: [
    'It gives up within three minutes: after an outage fetch what you missed over the API.',
    'Test mode and live mode have webhooks of their own.',
  ],
};
