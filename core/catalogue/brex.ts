import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A transfer's events: https://developer.brex.com/docs/webhooks/ */
export const brex: CatalogueEntry = {
  types: ['TRANSFER_PROCESSED', 'EXPENSE_PAYMENT_UPDATED'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        event_type: type,
        company_id: `cuacc_${nameOf(context, 24)}`,
        transfer_id: `ptx_${nameOf(context, 24)}`,
        payment_type: 'ACH',
        note: 'Zoë',
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: "With Brex's Webhooks API.",
  secret: 'The secret from the same API: base64 without whsec_.',
};
