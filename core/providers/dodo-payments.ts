import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const dodoPayments: Provider = {
  id: 'dodo-payments',
  name: 'Dodo Payments',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.type',
    time: 'body.timestamp',
    subject: 'body.business_id',
  },
  docs: 'https://docs.dodopayments.com/developer-resources/webhooks',
};
