import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** https://developer.paypal.com/api/rest/webhooks/event-names/ */
export const paypal: CatalogueEntry = {
  types: ['PAYMENT.CAPTURE.COMPLETED', 'CHECKOUT.ORDER.APPROVED', 'BILLING.SUBSCRIPTION.CANCELLED'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    const id = nameOf(context, 17).toUpperCase();
    const resource = {
      'PAYMENT.CAPTURE.COMPLETED': { id, status: 'COMPLETED', amount: { currency_code: 'EUR', value: '12.50' } },
      'CHECKOUT.ORDER.APPROVED': { id, status: 'APPROVED', intent: 'CAPTURE', payer: { name: { given_name: 'Zoë' } } },
    }[base] ?? { id, status: 'CANCELLED', plan_id: 'P-5ML4271244454362WXNWU5NQ' };
    return jsonDelivery(context.url, {
      id: `WH-${id}-8PT597110X687430L`,
      event_version: '1.0',
      create_time: time,
      resource_type: { PAYMENT: 'capture', CHECKOUT: 'checkout-order' }[base.split('.')[0] ?? ''] ?? 'subscription',
      resource_version: '2.0',
      event_type: type,
      summary: 'Zoë: 12,50 €',
      resource: { ...resource, update_time: time },
    });
  },
  register:
    'developer.paypal.com > Apps & Credentials > your app > Webhooks > Add Webhook: URL https://…/webhooks/NAME and the events. The source names the id that the webhook gets.',
  secret:
    'None: PayPal serves the certificate it signs with. A public key that is set as the secret is the only one that counts.',
  retries: 'Up to 25 times in three days.',
  retryHours: 72,
  traps: [
    'Of the body only a checksum is signed, which protects against accidents: who can make PayPal sign something could fit another body to it. Ask PayPal before money moves.',
    'What the webhook simulator of the dashboard sends is signed for another webhook id, and is refused.',
    'Because nobody says that a retry is signed with a new time, a signature is good for three days; a "tolerance" of the source shortens that.',
  ],
};
