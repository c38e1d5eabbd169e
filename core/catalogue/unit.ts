import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A list of events: https://www.unit.co/docs/api/webhooks/ */
export const unit: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      data: [
        {
          id: nameOf(context, 12),
          type: 'customer.created',
          attributes: { createdAt: new Date(context.now).toISOString(), tags: { name: 'Zoë' } },
          relationships: { customer: { data: { id: '10000', type: 'individualCustomer' } } },
        },
      ],
    }),
  register: "In Unit's dashboard or with its API, make a webhook.",
  secret: "The webhook's token.",
  traps: [
    'One request may carry several events: set "split" on the source to get each of them by itself, typed like customer.created.',
    'Unit signs with SHA-1, and its library over a body that is written again: the bytes that arrive are what counts here.',
  ],
};
