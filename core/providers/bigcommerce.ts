import { standardWebhooksWithTextKey } from '../signatures/standard-webhooks-text-key.ts';
import type { Provider } from './provider.ts';

export const bigcommerce: Provider = {
  id: 'bigcommerce',
  name: 'BigCommerce',
  // Standard Webhooks but for the key: the text of the app's client secret, not what it would decode to.
  scheme: standardWebhooksWithTextKey,
  content: 'json',
  event: { id: 'header.webhook-id', type: 'body.scope', time: 'body.created_at' },
  docs: 'https://developer.bigcommerce.com/docs/integrations/webhooks',
};
