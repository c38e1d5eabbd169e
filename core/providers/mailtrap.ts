import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const mailtrap: Provider = {
  id: 'mailtrap',
  name: 'Mailtrap',
  scheme: hmacScheme({ header: 'Mailtrap-Signature' }),
  content: 'json',
  event: { time: 'body.events.0.timestamp', subject: 'body.events.0.email' },
  batch: {
    items: ({ text }) => jsonItems(text, 'events'),
    event: { id: 'body.event_id', type: 'body.event', time: 'body.timestamp', subject: 'body.email' },
  },
  docs: 'https://docs.mailtrap.io/email-api-smtp/advanced/webhooks',
};
