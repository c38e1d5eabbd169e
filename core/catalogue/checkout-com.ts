import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A payment's events: https://www.checkout.com/docs/developer-resources/webhooks */
export const checkoutCom: CatalogueEntry = {
  types: ['payment_approved', 'payment_captured'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: `evt_${nameOf(context, 26)}`,
      type,
      version: '1.0.0',
      created_on: new Date(context.now).toISOString(),
      data: {
        id: `pay_${nameOf(context, 26)}`,
        reference: 'Bestellung Zoë',
        amount: 4900,
        currency: 'EUR',
        response_summary: 'Approved',
      },
    }),
  register: 'In the dashboard, make a workflow with a webhook as its action.',
  secret: 'The signature key of the webhook action.',
  retries: 'Up to 8 more attempts over about 30 hours.',
  retryHours: 30,
  traps: ['The Authorization value that the dashboard offers besides is not looked at: the signature says more.'],
};
