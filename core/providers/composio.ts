import { standardWebhooksWithTextKey } from '../signatures/standard-webhooks-text-key.ts';
import type { Provider } from './provider.ts';

export const composio: Provider = {
  id: 'composio',
  name: 'Composio',
  scheme: standardWebhooksWithTextKey,
  content: 'json',
  event: { id: 'header.webhook-id', type: 'body.type', time: 'body.timestamp', subject: 'body.metadata.user_id' },
  docs: 'https://docs.composio.dev/docs/subscribing-to-triggers',
};
