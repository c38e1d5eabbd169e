import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth, inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const postmark: Provider = {
  id: 'postmark',
  name: 'Postmark',
  scheme: credentialScheme(asBasicAuth, inHeader('X-Webhook-Secret')),
  content: 'json',
  event: {
    type: 'body.RecordType',
    time: ['body.ReceivedAt', 'body.DeliveredAt', 'body.BouncedAt', 'body.ChangedAt'],
    subject: 'body.MessageID',
  },
  docs: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
};
