import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const chargebee: Provider = {
  id: 'chargebee',
  name: 'Chargebee',
  scheme: credentialScheme(asBasicAuth),
  content: 'json',
  event: { id: 'body.id', type: 'body.event_type', time: 'body.occurred_at' },
  docs: 'https://www.chargebee.com/docs/billing/2.0/site-configuration/webhook_settings',
};
