import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth, asBearerToken, inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const newRelic: Provider = {
  id: 'new-relic',
  name: 'New Relic',
  scheme: credentialScheme(inHeader('X-Webhook-Secret'), asBearerToken, asBasicAuth),
  content: 'json',
  // The `id` is that of the issue, which several events are about.
  event: { type: 'body.state', time: 'body.updatedAt', subject: 'body.id' },
  docs: 'https://docs.newrelic.com/docs/alerts/get-notified/notification-integrations/',
};
