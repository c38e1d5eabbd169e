import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An event of a next-gen webhook: https://docs.mollie.com/reference/webhooks-new */
export const mollie: CatalogueEntry = {
  types: ['payment-link.paid', 'profile.created'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      resource: 'event',
      id: `event_${nameOf(context, 20)}`,
      type,
      entityId: `pl_${nameOf(context, 12)}`,
      createdAt: new Date(context.now).toISOString(),
      _embedded: { entity: { resource: base.split('.')[0], description: 'Becher für Zoë' } },
    }),
  register: 'In the dashboard or with the API, make a webhook of the new kind.',
  secret: 'The signing secret of the webhook.',
  traps: ['Classic webhooks, which are a form with the id of a payment, are not signed and not accepted.'],
};
