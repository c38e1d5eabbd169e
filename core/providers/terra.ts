import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const terra: Provider = {
  id: 'terra',
  name: 'Terra',
  scheme: hmacScheme({
    header: 'terra-signature',
    separator: ',',
    prefix: 'v1=',
    timestamp: { prefix: 't=' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  event: { type: 'body.type', subject: 'body.user.user_id' },
  docs: 'https://docs.tryterra.co/unified-api/integration-setup/setting-up-data-destinations/webhooks',
};
