import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const seam: Provider = {
  id: 'seam',
  name: 'Seam',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.event_type',
    time: ['body.occurred_at', 'body.created_at'],
    subject: 'body.device_id',
  },
  docs: 'https://docs.seam.co/latest/developer-tools/webhooks',
};
