import { at } from '../field.ts';
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
      type: ({ json }) => [at(json, 'resource_type'), at(json, 'action')].filter(Boolean).join('.'),
      time: 'body.created_at',
    },
  },
  docs: 'https://developer.gocardless.com/getting-started/api/staying-up-to-date-with-webhooks/',
};
