import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const lightspark: Provider = {
  id: 'lightspark',
  name: 'Lightspark',
  scheme: hmacScheme({ header: 'lightspark-signature' }),
  content: 'json',
  event: {
    id: 'body.event_id',
    type: 'body.event_type',
    time: 'body.timestamp',
    subject: ['body.wallet_id', 'body.entity_id'],
  },
  docs: 'https://docs.lightspark.com/lightspark-sdk/webhooks',
};
