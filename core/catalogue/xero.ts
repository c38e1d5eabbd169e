import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of an event: https://developer.xero.com/documentation/guides/webhooks/overview/ */
export const xero: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => {
    const resourceId = uuidOf(context);
    return jsonDelivery(context.url, {
      events: [
        {
          resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${resourceId}`,
          resourceId,
          eventDateUtc: new Date(context.now).toISOString().slice(0, -1),
          eventType: 'CREATE',
          eventCategory: 'INVOICE',
          tenantId: 'c2cc9b6e-9458-4c7d-93cc-f02b81b0594f',
          tenantType: 'ORGANISATION',
        },
      ],
      firstEventSequence: 1,
      lastEventSequence: 1,
      entropy: nameOf(context, 20).toUpperCase(),
    });
  },
};
