import type { Provider } from './provider.ts';
import { standardWebhooks } from './standard-webhooks.ts';

export const svix: Provider = {
  ...standardWebhooks,
  id: 'svix',
  name: 'Svix',
  docs: 'https://docs.svix.com/receiving/verifying-payloads/how',
};
