import { standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';
import { standardWebhooks } from './standard-webhooks.ts';

export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: { ...standardWebhooks.event, time: 'body.created_at' },
  docs: 'https://developers.openai.com/api/docs/guides/webhooks',
};
