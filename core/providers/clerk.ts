import type { Provider } from './provider.ts';
import { standardWebhooks } from './standard-webhooks.ts';

export const clerk: Provider = {
  ...standardWebhooks,
  id: 'clerk',
  name: 'Clerk',
  content: 'json',
  event: { ...standardWebhooks.event, time: 'body.timestamp' },
  docs: 'https://clerk.com/docs/guides/development/webhooks/overview',
};
