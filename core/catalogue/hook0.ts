import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** Hook0 carries the events of other applications, in whatever body they have. */
export const hook0: CatalogueEntry = {
  types: ['billing.invoice.paid', 'iam.user.created'],
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      base === 'iam.user.created'
        ? { user_id: uuidOf(context), name: 'Zoë Smith' }
        : { invoice_id: `inv_${nameOf(context)}`, amount: 4900, currency: 'EUR' },
      { 'x-event-id': uuidOf(context), 'x-event-type': type },
    ),
  register: 'In the application that sends through Hook0, make a subscription for your address.',
  secret: "The subscription's secret.",
  traps: [
    'The id and the type of an event are read from the headers X-Event-Id and X-Event-Type if they are signed. The older signature v0 leaves them out and is not accepted.',
    'Points join the headers that are signed: a delivery is refused if any but the last of them holds one, since it could be read in two ways.',
  ],
};
