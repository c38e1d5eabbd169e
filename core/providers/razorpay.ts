import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const razorpay: Provider = {
  id: 'razorpay',
  name: 'Razorpay',
  scheme: hmacScheme({ header: 'X-Razorpay-Signature' }),
  content: 'json',
  event: { id: 'header.X-Razorpay-Event-Id', type: 'body.event', time: 'body.created_at', subject: 'body.account_id' },
  docs: 'https://razorpay.com/docs/webhooks/validate-test/',
};
