import { standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const standardWebhooks: Provider = {
  id: 'standard-webhooks',
  name: 'Standard Webhooks',
  scheme: standardWebhooksScheme,
  event: {
    id: ['header.webhook-id', 'header.svix-id'],
    type: 'body.type',
    time: ['body.timestamp', 'header.webhook-timestamp', 'header.svix-timestamp'],
  },
  deadline: 15,
  docs: 'https://www.standardwebhooks.com',
};
