import { standardWebhooksWithTextKey } from '../signatures/standard-webhooks-text-key.ts';
import type { Provider } from './provider.ts';

export const imagekit: Provider = {
  id: 'imagekit',
  name: 'ImageKit',
  scheme: standardWebhooksWithTextKey,
  content: 'json',
  event: { id: 'header.webhook-id', type: 'body.type', time: 'body.created_at', subject: 'body.data.asset.url' },
  docs: 'https://imagekit.io/docs/webhooks',
};
