import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const authorizeNet: Provider = {
  id: 'authorize-net',
  name: 'Authorize.net',
  scheme: hmacScheme({
    header: 'X-ANET-Signature',
    algorithm: 'sha512',
    encoding: 'hex-upper',
    prefix: 'sha512=',
    secret: 'hex',
  }),
  content: 'json',
  event: { id: 'body.notificationId', type: 'body.eventType', time: 'body.eventDate', subject: 'body.payload.id' },
  docs: 'https://developer.authorize.net/api/reference/features/webhooks.html',
};
