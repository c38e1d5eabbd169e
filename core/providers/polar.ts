import { standardWebhooksWithTextKey } from '../signatures/standard-webhooks-text-key.ts';
import type { Provider } from './provider.ts';

export const polar: Provider = {
  id: 'polar',
  name: 'Polar',
  scheme: standardWebhooksWithTextKey,
  content: 'json',
  event: {
    id: 'header.webhook-id',
    type: 'body.type',
    time: 'body.timestamp',
    subject: ['body.data.customer.id', 'body.data.id'],
  },
  deadline: 10,
  docs: 'https://polar.sh/docs/integrate/webhooks/endpoints',
};
