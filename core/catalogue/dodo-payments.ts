import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of the SDK's events: https://github.com/dodopayments/dodopayments-typescript */
export const dodoPayments: CatalogueEntry = {
  types: ['payment.succeeded', 'refund.succeeded'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        business_id: 'bus_1',
        type,
        timestamp: new Date(context.now).toISOString(),
        data: {
          payload_type: 'Payment',
          payment_id: `pay_${nameOf(context)}`,
          total_amount: 4900,
          currency: 'EUR',
          customer: { name: 'Zoë', email: 'zoe@example.com' },
        },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'In the dashboard, add a webhook endpoint.',
  secret: "The endpoint's signing secret (whsec_…).",
};
