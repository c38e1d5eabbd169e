import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const juspay: Provider = {
  id: 'juspay',
  name: 'Juspay',
  scheme: credentialScheme(asBasicAuth),
  content: 'json',
  event: { id: 'body.id', type: 'body.event_name', time: 'body.date_created', subject: 'body.content.order.order_id' },
  docs: 'https://juspay.io/resources/docs/common-resources/webhooks',
};
