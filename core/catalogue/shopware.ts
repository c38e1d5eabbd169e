import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** An entity that was written: https://developer.shopware.com/docs/guides/plugins/apps/webhook.html */
export const shopware: CatalogueEntry = {
  types: ['product.written', 'checkout.order.placed'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      data: {
        payload: [{ entity: 'product', operation: 'update', primaryKey: nameOf(context, 32), updatedFields: ['name'] }],
        event: type,
      },
      source: {
        url: 'https://zoë.example',
        appVersion: '1.0.0',
        shopId: nameOf(context, 16),
        eventId: nameOf(context, 32),
      },
      timestamp: secondsOf(context),
    }),
  register: "In the app's manifest.xml, as a webhook with its event.",
  secret: "The shop's secret, from the app's registration: each shop has one of its own, so each shop needs a source.",
  traps: ['While the secret is changed, give the source both: what is on its way is still signed with the old one.'],
};
