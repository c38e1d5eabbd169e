import { defineWebhooks } from 'breakwater';

export const webhooks = defineWebhooks({
  sources: {
    // GitHub tries once. Every 15 minutes it is asked what it sent, and told to send again what is missing.
    github: { reconcile: { repository: 'octo-org/site', hook: 12345678 } },
    // Stripe is asked for its events, and what is missing is taken from there.
    stripe: { reconcile: { everyMinutes: 30 } },
  },
  processors: {
    'announce-push': { on: { github: ['push'] } },
    'record-payment': { on: { stripe: ['payment_intent.succeeded'] } },
  },
  // Every accepted event is kept in S3, to be queried and to be run again.
  archive: { retentionDays: 2555 },
});
