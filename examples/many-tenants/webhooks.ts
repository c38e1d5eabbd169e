import { defineWebhooks, hmac } from 'breakwater';

export const webhooks = defineWebhooks({
  sources: {
    // POST /webhooks/shopify/{tenant}: each shop has an app, and so a secret, of its own.
    shopify: { tenants: true, allowAddresses: ['192.0.2.0/24'] },
    twilio: { tenants: true },
    // A sender of your own, with tenants too.
    acme: { tenants: true, provider: hmac({ header: 'X-Acme-Signature', eventId: 'body.id', eventType: 'body.type' }) },
    // The account of your own: one secret, and no tenants.
    stripe: {},
  },
  processors: {
    // A great many events of one tenant do not delay those of the others.
    'sync-order': { on: { shopify: ['orders/*'], acme: ['*'] }, fairBy: ({ tenant }) => tenant },
    // The order of each tenant's conversations; two tenants' keys are never the same one.
    'answer-message': { on: { twilio: ['*'] }, orderedBy: ({ data }) => data.From },
    'record-payment': { on: { stripe: ['payment_intent.*'] } },
  },
});
