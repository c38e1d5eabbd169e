import { defineWebhooks } from '../core/index.ts';

/** Which webhooks come in, and what becomes of them. This is the one file to edit. */
export const webhooks = defineWebhooks({
  // A source is an endpoint, `/webhooks/NAME`, with a secret of its own.
  // Its provider is its name, unless said: 'stripe-connect': { provider: 'stripe' }
  sources: {
    stripe: {},
    github: {},
    shopify: {},
    slack: {},
    twilio: {},
    // A sender of your own says how it signs (import { defineWebhooks, hmac } …):
    // acme: { provider: hmac({ header: 'X-Acme-Signature', eventId: 'body.id', eventType: 'body.type' }) },
  },

  // A processor is a module, `lambda/processors/NAME.ts`, with a queue and a dead-letter queue of its own.
  processors: {
    'record-payment': { on: { stripe: ['payment_intent.*'] } },
    'announce-push': { on: { github: ['push'] } },
    'answer-command': { on: { slack: ['/*'] } },
  },
});
