import { standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';
import { standardWebhooks } from './standard-webhooks.ts';

export const resend: Provider = {
  id: 'resend',
  name: 'Resend',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: { ...standardWebhooks.event, time: 'body.created_at' },
  docs: 'https://resend.com/docs/webhooks/verify-webhooks-requests',
};
