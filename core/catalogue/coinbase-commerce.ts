import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of a charge's events: https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-events */
export const coinbaseCommerce: CatalogueEntry = {
  types: ['charge:created', 'charge:confirmed', 'charge:failed', 'charge:pending'],
  deliver: (_, type, context) => {
    const time = new Date(context.now).toISOString();
    return jsonDelivery(context.url, {
      attempt_number: 1,
      event: {
        api_version: '2018-03-22',
        created_at: time,
        data: {
          code: nameOf(context, 8).toUpperCase(),
          name: 'Mug with “Zoë” on it',
          pricing: { local: { amount: '49.00', currency: 'EUR' } },
          pricing_type: 'fixed_price',
          created_at: time,
        },
        id: uuidOf(context),
        resource: 'event',
        type,
      },
      id: nameOf({ ...context, nonce: `delivery ${context.nonce}` }, 32),
      scheduled_for: time,
    });
  },
  register:
    'Settings > Notifications > Webhook subscriptions > Add an endpoint: https://…/webhooks/NAME, with all events or the ones that you choose.',
  secret: 'The webhook shared secret, under Settings > Notifications. It is not an API key.',
  retries: 'Until a 200 comes, for 3 days, at intervals that grow to an hour.',
  retryHours: 72,
  traps: [
    'The shared secret is that of the account: a new one changes it for all endpoints.',
    'The id at the top of the body is that of the delivery. The event’s own is event.id, which Breakwater goes by.',
  ],
};
