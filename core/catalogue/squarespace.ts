import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A notification: https://developers.squarespace.com/webhooks/overview */
export const squarespace: CatalogueEntry = {
  types: ['order.create', 'order.update'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: uuidOf(context),
      websiteId: nameOf(context),
      subscriptionId: uuidOf(context),
      topic: type,
      createdOn: new Date(context.now).toISOString(),
      data: { orderId: nameOf(context), note: 'für Zoë' },
    }),
  register: 'With the Webhook Subscriptions API.',
  secret: 'The secret in the answer to that call: bytes in hex.',
};
