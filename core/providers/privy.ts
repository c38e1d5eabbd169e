import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const privy: Provider = {
  id: 'privy',
  name: 'Privy',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.type',
    time: ({ headers }) => signedHeaders(headers).timestamp,
    subject: ['body.user.id', 'body.wallet.id'],
  },
  docs: 'https://docs.privy.io/api-reference/webhooks/overview',
};
