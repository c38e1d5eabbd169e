import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const cashfree: Provider = {
  id: 'cashfree',
  name: 'Cashfree',
  scheme: hmacScheme({
    header: 'x-webhook-signature',
    encoding: 'base64',
    timestamp: { header: 'x-webhook-timestamp', unit: 'ms' },
    signed: '{timestamp}{body}',
  }),
  content: 'json',
  event: { type: 'body.type', time: 'body.event_time', subject: 'body.data.order.order_id' },
  docs: 'https://www.cashfree.com/docs/payments/online/webhooks/overview',
};
