import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const brex: Provider = {
  id: 'brex',
  name: 'Brex',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: ['body.event_type', 'body.type'],
    time: ({ headers }) => signedHeaders(headers).timestamp,
    subject: 'body.company_id',
  },
  docs: 'https://developer.brex.com/docs/webhooks/',
};
