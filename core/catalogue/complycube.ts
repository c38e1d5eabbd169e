import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of an event: https://docs.complycube.com/documentation/guides/webhooks */
export const complycube: CatalogueEntry = {
  types: ['check.completed', 'client.created'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      id: nameOf(context),
      type,
      resourceType: base.split('.')[0],
      payload: { id: `${nameOf(context, 23)}c`, clientId: nameOf(context, 22), outcome: 'clear', note: 'Zoë' },
      createdAt: new Date(context.now).toISOString(),
    }),
  register: "In ComplyCube's portal, among the developer settings, add a webhook.",
  secret: "The webhook's secret.",
};
