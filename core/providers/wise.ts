import { publicKeyScheme } from '../signatures/public-key-scheme.ts';
import type { Provider } from './provider.ts';

export const wise: Provider = {
  id: 'wise',
  name: 'Wise',
  scheme: publicKeyScheme({ header: 'X-Signature-SHA256', algorithm: 'RS256' }),
  content: 'json',
  event: {
    id: 'header.X-Delivery-Id',
    type: 'body.event_type',
    time: ['body.data.occurred_at', 'body.sent_at'],
    subject: 'body.subscription_id',
  },
  docs: 'https://docs.wise.com/guides/developer/webhooks/event-handling',
};
