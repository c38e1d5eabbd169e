import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const paystack: Provider = {
  id: 'paystack',
  name: 'Paystack',
  scheme: hmacScheme({ header: 'X-Paystack-Signature', algorithm: 'sha512' }),
  content: 'json',
  event: {
    type: 'body.event',
    time: ['body.data.paid_at', 'body.data.created_at', 'body.data.createdAt'],
    subject: ['body.data.customer.customer_code', 'body.data.reference'],
  },
  docs: 'https://paystack.com/docs/payments/webhooks/',
};
