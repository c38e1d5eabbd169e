import { credentialScheme } from '../signatures/credential.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import { asBearerToken, inHeader } from '../signatures/secret-place.ts';
import { signedOrCredential } from '../signatures/signed-or-credential.ts';
import type { Provider } from './provider.ts';

export const revenuecat: Provider = {
  id: 'revenuecat',
  name: 'RevenueCat',
  scheme: signedOrCredential({
    header: 'X-RevenueCat-Webhook-Signature',
    signed: hmacScheme({
      header: 'X-RevenueCat-Webhook-Signature',
      separator: ',',
      prefix: 'v1=',
      timestamp: { prefix: 't=' },
      signed: '{timestamp}.{body}',
    }),
    credential: credentialScheme(inHeader('Authorization'), asBearerToken),
  }),
  content: 'json',
  event: {
    id: 'body.event.id',
    type: 'body.event.type',
    time: 'body.event.event_timestamp_ms',
    subject: 'body.event.app_user_id',
  },
  docs: 'https://www.revenuecat.com/docs/integrations/webhooks',
};
