import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth, asBearerToken, inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const datadog: Provider = {
  id: 'datadog',
  name: 'Datadog',
  scheme: credentialScheme(asBasicAuth, inHeader('X-Webhook-Secret'), asBearerToken),
  content: 'json',
  event: { id: 'body.id', type: 'body.event_type', time: 'body.date', subject: 'body.org.id' },
  docs: 'https://docs.datadoghq.com/integrations/webhooks/',
};
