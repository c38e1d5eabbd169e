import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An order's events: https://developers.etsy.com/documentation/essentials/webhooks/ */
export const etsy: CatalogueEntry = {
  types: ['order.paid', 'order.delivered'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        event_type: type,
        resource_url: `https://openapi.etsy.com/v3/application/shops/12345/receipts/${Number.parseInt(nameOf(context, 8), 16)}`,
        shop_id: 12345,
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'In the webhook portal of the app, which has to be a commercial one, add an endpoint.',
  secret: "The endpoint's signing secret (whsec_…).",
  traps: ['Events are thin: fetch the receipt from its resource_url.'],
};
