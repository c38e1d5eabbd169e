import { defineWebhooks, hmac } from 'breakwater';

export const webhooks = defineWebhooks({
  sources: {
    shopify: {},
    acme: { provider: hmac({ header: 'X-Acme-Signature', eventId: 'body.id', eventType: 'body.type' }) },
  },
  processors: {
    // Events of one customer one after the other; those of others do not wait for them.
    'fulfil-order': {
      on: { shopify: ['orders/*'] },
      orderedBy: ({ data }) => data.customer?.id,
      // Whoever fails keeps those behind waiting, so it gives up sooner than the others.
      maxAttempts: 5,
      firstRetrySeconds: 2,
    },
    // In no order, but one tenant's backlog does not delay the others.
    'count-usage': { on: { acme: ['*'] }, fairBy: ({ data }) => data.tenant },
  },
});
