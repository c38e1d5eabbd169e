import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** The events of a subscriber: https://www.revenuecat.com/docs/integrations/webhooks/event-types-and-fields */
export const revenuecat: CatalogueEntry = {
  types: ['INITIAL_PURCHASE', 'RENEWAL', 'CANCELLATION', 'EXPIRATION', 'TEST'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      api_version: '1.0',
      event: {
        id: uuidOf(context),
        type,
        event_timestamp_ms: context.now,
        app_user_id: 'zoë-1234',
        product_id: 'monthly',
        period_type: 'NORMAL',
        purchased_at_ms: context.now,
        environment: 'SANDBOX',
        store: 'APP_STORE',
        currency: 'EUR',
        price: 4.99,
      },
    }),
  register: 'Project > Integrations > Webhooks: the URL …/webhooks/NAME and an authorization header value.',
  secret:
    'The authorization header value that you typed in; where signatures are switched on, the signing secret beside it, both as {"secrets":[…]}.',
  traps: [
    'The authorization value is sent as it was typed, so it has to be the secret word for word.',
    'A request that carries a signature is judged by it alone, whatever its authorization.',
  ],
};
