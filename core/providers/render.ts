import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const render: Provider = {
  id: 'render',
  name: 'Render',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.type',
    time: 'body.timestamp',
    subject: 'body.data.serviceId',
  },
  docs: 'https://render.com/docs/webhooks',
};
