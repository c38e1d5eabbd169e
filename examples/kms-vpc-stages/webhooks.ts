import { defineWebhooks } from 'breakwater';

export const webhooks = defineWebhooks({
  sources: { stripe: {} },
  processors: { 'record-payment': { on: { stripe: ['payment_intent.succeeded'] } } },
  // Its bucket is encrypted with the key too.
  archive: { retentionDays: 365 },
});
