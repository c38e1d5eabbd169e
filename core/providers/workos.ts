import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const workos: Provider = {
  id: 'workos',
  name: 'WorkOS',
  scheme: hmacScheme({
    header: 'WorkOS-Signature',
    separator: ',',
    prefix: 'v1=',
    timestamp: { prefix: 't=', unit: 'ms' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  event: { id: 'body.id', type: 'body.event' },
  docs: 'https://workos.com/docs/events/data-syncing/webhooks',
};
