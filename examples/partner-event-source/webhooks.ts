import { defineWebhooks, partnerEventSource } from 'breakwater';

export const webhooks = defineWebhooks({
  sources: {
    // Stripe's events come by EventBridge only: the source has no address and no secret. What got lost is asked for.
    stripe: { from: partnerEventSource('aws.partner/stripe.com/ed_61TgExample'), reconcile: {} },
    // A shop on its way from webhooks to EventBridge sends both ways for a while.
    shopify: { from: partnerEventSource('aws.partner/shopify.com/1234567/orders', { alsoByWebhook: true }) },
  },
  processors: {
    'record-payment': { on: { stripe: ['payment_intent.*'] } },
    'fulfil-order': { on: { shopify: ['orders/paid'] }, orderedBy: ({ data }) => data.customer?.id },
  },
});
