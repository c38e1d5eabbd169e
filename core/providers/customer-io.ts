import { joined } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const customerIo: Provider = {
  id: 'customer-io',
  name: 'Customer.io',
  scheme: hmacScheme({
    header: 'X-CIO-Signature',
    timestamp: { header: 'X-CIO-Timestamp' },
    signed: 'v0:{timestamp}:{body}',
  }),
  content: 'json',
  event: {
    id: 'body.event_id',
    type: joined('object_type', 'metric'),
    time: 'body.timestamp',
    subject: ['body.data.customer_id', 'body.data.identifiers.id'],
  },
  docs: 'https://docs.customer.io/journeys/webhooks/',
};
