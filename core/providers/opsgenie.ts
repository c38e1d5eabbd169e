import { credentialScheme } from '../signatures/credential.ts';
import { asBearerToken, inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const opsgenie: Provider = {
  id: 'opsgenie',
  name: 'Opsgenie',
  scheme: credentialScheme(inHeader('X-Webhook-Secret'), asBearerToken),
  content: 'json',
  event: { type: 'body.action', subject: 'body.alert.alertId' },
  docs: 'https://support.atlassian.com/opsgenie/docs/integrate-opsgenie-with-outgoing-webhooks/',
};
