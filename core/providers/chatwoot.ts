import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const chatwoot: Provider = {
  id: 'chatwoot',
  name: 'Chatwoot',
  scheme: hmacScheme({
    header: 'X-Chatwoot-Signature',
    prefix: 'sha256=',
    timestamp: { header: 'X-Chatwoot-Timestamp' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  event: {
    id: 'header.X-Chatwoot-Delivery',
    type: 'body.event',
    time: 'body.created_at',
    subject: ['body.conversation.id', 'body.id'],
  },
  docs: 'https://developers.chatwoot.com',
};
