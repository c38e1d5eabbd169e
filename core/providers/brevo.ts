import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth, asBearerToken, inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const brevo: Provider = {
  id: 'brevo',
  name: 'Brevo',
  scheme: credentialScheme(asBearerToken, inHeader('X-Webhook-Secret'), asBasicAuth),
  content: 'json',
  // The `id` is that of the webhook, not of the event.
  event: { type: 'body.event', time: ['body.ts_event', 'body.ts'], subject: 'body.message-id' },
  docs: 'https://developers.brevo.com/docs/secured-webhooks',
};
