import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const sanity: Provider = {
  id: 'sanity',
  name: 'Sanity',
  // Nobody says whether a delivery that is tried again is signed again.
  scheme: hmacScheme({
    header: 'sanity-webhook-signature',
    encoding: 'base64url',
    separator: ',',
    prefix: 'v1=',
    timestamp: { prefix: 't=', unit: 'ms' },
    signed: '{timestamp}.{body}',
    tolerance: 3600,
  }),
  content: 'json',
  event: {
    id: 'header.Idempotency-Key',
    type: ['header.Sanity-Operation', 'body._type'],
    time: ['body._updatedAt', 'header.Sanity-Transaction-Time'],
    subject: ['header.Sanity-Document-Id', 'body._id'],
  },
  docs: 'https://www.sanity.io/docs/webhooks',
};
