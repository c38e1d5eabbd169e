import { joined } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const gocardless: Provider = {
  id: 'gocardless',
  name: 'GoCardless',
  scheme: hmacScheme({ header: 'Webhook-Signature' }),
  content: 'json',
  event: { id: 'body.meta.webhook_id' },
  batch: {
    items: ({ text }) => jsonItems(text, 'events'),
    event: {
      id: 'body.id',
      type: joined('resource_type', 'action'),
      time: 'body.created_at',
    },
  },
  docs: 'https://developer.gocardless.com/getting-started/api/staying-up-to-date-with-webhooks/',
};
