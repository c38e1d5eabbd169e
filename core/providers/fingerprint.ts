import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const fingerprint: Provider = {
  id: 'fingerprint',
  name: 'Fingerprint',
  scheme: hmacScheme({ header: 'fpjs-event-signature', separator: ',', prefix: 'v1=' }),
  content: 'json',
  event: {
    id: ['body.event_id', 'body.requestId'],
    time: 'body.timestamp',
    subject: ['body.visitorId', 'body.identification.visitor_id'],
  },
  docs: 'https://docs.fingerprint.com/docs/webhooks',
};
