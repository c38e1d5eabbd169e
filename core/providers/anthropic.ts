import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic (Claude)',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.data.type',
    time: 'body.created_at',
    subject: 'body.data.id',
  },
  docs: 'https://platform.claude.com/docs/en/managed-agents/webhooks',
};
