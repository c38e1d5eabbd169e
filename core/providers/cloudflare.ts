import { credentialScheme } from '../signatures/credential.ts';
import { inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const cloudflare: Provider = {
  id: 'cloudflare',
  name: 'Cloudflare notifications',
  scheme: credentialScheme(inHeader('cf-webhook-auth')),
  content: 'json',
  event: { type: 'body.alert_type', time: 'body.ts', subject: 'body.account_id' },
  docs: 'https://developers.cloudflare.com/notifications/get-started/configure-webhooks/',
};
