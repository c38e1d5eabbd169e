import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A payment's events: https://www.cashfree.com/docs/payments/online/webhooks/overview */
export const cashfree: CatalogueEntry = {
  types: ['PAYMENT_SUCCESS_WEBHOOK', 'PAYMENT_FAILED_WEBHOOK'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      data: {
        order: { order_id: `order_${nameOf(context, 16)}`, order_amount: 2, order_currency: 'INR' },
        payment: { cf_payment_id: 1453002795, payment_status: base.split('_')[1], payment_amount: 1.0 },
        customer_details: { customer_name: 'Zoë' },
      },
      event_time: new Date(context.now).toISOString(),
      type,
    }),
  register: 'In the merchant dashboard under Developers > Webhooks.',
  secret: 'The client secret of the API keys.',
  traps: ['Amounts are signed as they are written (1.00): a body that was parsed and written again does not verify.'],
};
