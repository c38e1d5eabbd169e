import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const whop: Provider = {
  id: 'whop',
  name: 'Whop',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.type',
    time: 'body.timestamp',
    subject: 'body.company_id',
  },
  docs: 'https://docs.whop.com/developer/guides/webhooks',
};
