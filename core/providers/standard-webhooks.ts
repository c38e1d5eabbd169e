import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const standardWebhooks: Provider = {
  id: 'standard-webhooks',
  name: 'Standard Webhooks',
  scheme: standardWebhooksScheme,
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.type',
    time: ['body.timestamp', ({ headers }) => signedHeaders(headers).timestamp],
  },
  deadline: 15,
  docs: 'https://www.standardwebhooks.com',
};
