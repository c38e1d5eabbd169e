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
  register:
    'developer.xero.com > My Apps > your app > Webhooks: delivery URL https://…/webhooks/NAME and the events; save, put the key in, then start “Intent to receive”.',
  secret: 'The webhooks key on that page. It is not the client secret.',
  retries: 'For 24 hours ever more rarely, then the webhook is disabled; only a 200 within 5 seconds counts.',
  retryHours: 24,
  traps: [
    'Put the key in before “Intent to receive”: Xero sends right and wrong signatures, and wants 200 and 401.',
    'A new URL, or enabling the webhook again, needs that test again.',
    'The payload names the resource only: fetch it over the API.',
    'A request holds a list of events, which may be of several types, so it has none itself: split: true makes an event of each.',
  ],
};
