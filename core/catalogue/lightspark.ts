import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of the SDK's `WebhookEvent`: https://github.com/lightsparkdev/js-sdk */
export const lightspark: CatalogueEntry = {
  types: ['PAYMENT_FINISHED', 'WALLET_STATUS'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event_type: type,
      event_id: nameOf(context, 32),
      timestamp: new Date(context.now).toISOString(),
      entity_id: `Payment:${uuidOf(context)}`,
    }),
  register: "In Lightspark's dashboard, among the API settings, add a webhook.",
  secret: "The webhook's signing key.",
};
