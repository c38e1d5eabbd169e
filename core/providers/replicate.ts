import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const replicate: Provider = {
  id: 'replicate',
  name: 'Replicate',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.status',
    time: ['body.completed_at', 'body.started_at', 'body.created_at'],
    subject: 'body.id',
  },
  docs: 'https://replicate.com/docs/topics/webhooks/verify-webhook',
};
