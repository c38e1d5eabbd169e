import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const segment: Provider = {
  id: 'segment',
  name: 'Segment',
  scheme: hmacScheme({ header: 'X-Signature', algorithm: 'sha1' }),
  content: 'json',
  event: {
    id: 'body.messageId',
    type: 'body.type',
    time: 'body.timestamp',
    subject: ['body.userId', 'body.anonymousId'],
  },
  docs: 'https://www.twilio.com/docs/segment/connections/destinations/catalog/actions-webhook',
};
