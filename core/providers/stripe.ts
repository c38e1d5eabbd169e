import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const stripe: Provider = {
  id: 'stripe',
  name: 'Stripe',
  scheme: hmacScheme({
    header: 'Stripe-Signature',
    separator: ',',
    prefix: 'v1=',
    timestamp: { prefix: 't=' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type', time: 'body.created', subject: 'body.account' },
  // `detail` is the event: https://docs.stripe.com/event-destinations/eventbridge
  partner: { prefix: 'aws.partner/stripe.com/' },
  deadline: 10,
  docs: 'https://docs.stripe.com/webhooks#verify-manually',
};
