import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const calendly: Provider = {
  id: 'calendly',
  name: 'Calendly',
  scheme: hmacScheme({
    header: 'Calendly-Webhook-Signature',
    separator: ',',
    prefix: 'v1=',
    timestamp: { prefix: 't=' },
    signed: '{timestamp}.{body}',
    tolerance: 180,
  }),
  content: 'json',
  event: { type: 'body.event', time: 'body.created_at' },
  docs: 'https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures',
};
