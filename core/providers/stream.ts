import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const stream: Provider = {
  id: 'stream',
  name: 'Stream',
  scheme: hmacScheme({ header: 'X-Signature' }),
  content: 'json',
  event: {
    id: 'header.X-Webhook-Id',
    type: 'body.type',
    time: 'body.created_at',
    subject: ['body.cid', 'body.call_cid'],
  },
  deadline: 6,
  docs: 'https://getstream.io/chat/docs/node/webhooks_overview/',
};
