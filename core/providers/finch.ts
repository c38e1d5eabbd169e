import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const finch: Provider = {
  id: 'finch',
  name: 'Finch',
  // Standard Webhooks under names of its own.
  scheme: hmacScheme({
    header: 'Finch-Signature',
    encoding: 'base64',
    separator: ' ',
    prefix: 'v1,',
    timestamp: { header: 'Finch-Timestamp' },
    signed: '{header.Finch-Event-Id}.{timestamp}.{body}',
    secret: 'base64',
  }),
  content: 'json',
  event: {
    id: 'header.Finch-Event-Id',
    type: 'body.event_type',
    time: 'header.Finch-Timestamp',
    subject: ['body.connection_id', 'body.company_id'],
  },
  docs: 'https://developer.tryfinch.com/developer-resources/Webhooks',
};
