import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const lithic: Provider = {
  id: 'lithic',
  name: 'Lithic',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: ['body.event_type', 'body.type'],
    time: ['body.created', ({ headers }) => signedHeaders(headers).timestamp],
  },
  docs: 'https://docs.lithic.com/docs/events-api',
};
