import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const etsy: Provider = {
  id: 'etsy',
  name: 'Etsy',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: ['body.event_type', 'body.type'],
    time: ({ headers }) => signedHeaders(headers).timestamp,
    subject: 'body.shop_id',
  },
  docs: 'https://developers.etsy.com/documentation/essentials/webhooks/',
};
