import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const orb: Provider = {
  id: 'orb',
  name: 'Orb',
  scheme: hmacScheme({
    header: 'X-Orb-Signature',
    prefix: 'v1=',
    separator: ' ',
    timestamp: { header: 'X-Orb-Timestamp', unit: 'utc' },
    signed: 'v1:{timestamp}:{body}',
  }),
  content: 'json',
  event: {
    id: 'body.id',
    type: 'body.type',
    time: 'body.created_at',
    subject: ['body.customer.id', 'body.subscription.id', 'body.invoice.id'],
  },
  docs: 'https://docs.withorb.com/integrations-and-exports/webhooks',
};
