import { bearerToken, defineWebhooks, hmac } from 'breakwater';

export const webhooks = defineWebhooks({
  sources: {
    stripe: {},
    // A second endpoint of the same provider, with a secret of its own.
    'stripe-connect': { provider: 'stripe' },
    github: { allowAddresses: 'published' },
    paypal: { webhookId: '1JE4291016473214C' },
    // One event for each item of a batch.
    hubspot: { split: true },
    slack: {},
    twilio: {},
    // Senders of your own.
    acme: { provider: hmac({ header: 'X-Acme-Signature', eventId: 'body.id', eventType: 'body.type' }) },
    intranet: { provider: bearerToken({ eventId: 'body.id' }), allowAddresses: ['192.0.2.0/24'], maxPerSecond: 50 },
  },
  processors: {
    'record-payment': { on: { stripe: ['payment_intent.*'], 'stripe-connect': ['payment_intent.*'], paypal: ['*'] } },
    'sync-contacts': { on: { hubspot: ['contact.*'] }, maxPerSecond: 5, pauseAfter: 10 },
    // Two processors may want the same event: each has a queue of its own.
    'announce-push': { on: { github: ['push'] } },
    'keep-all': { on: { github: ['*'], slack: ['*'], twilio: ['*'], acme: ['*'], intranet: ['*'] } },
  },
});
