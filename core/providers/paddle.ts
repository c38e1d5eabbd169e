import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const paddle: Provider = {
  id: 'paddle',
  name: 'Paddle',
  // Paddle's library tolerates five seconds, which a cold start or a clock that is a little off uses up: we keep to 300.
  scheme: hmacScheme({
    header: 'Paddle-Signature',
    separator: ';',
    prefix: 'h1=',
    timestamp: { prefix: 'ts=' },
    signed: '{timestamp}:{body}',
  }),
  content: 'json',
  event: { id: 'body.event_id', type: 'body.event_type', time: 'body.occurred_at' },
  deadline: 5,
  docs: 'https://developer.paddle.com/webhooks/about/signature-verification',
};
