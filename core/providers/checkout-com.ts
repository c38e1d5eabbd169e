import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const checkoutCom: Provider = {
  id: 'checkout-com',
  name: 'Checkout.com',
  scheme: hmacScheme({ header: 'Cko-Signature' }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type', time: 'body.created_on', subject: 'body.data.id' },
  docs: 'https://www.checkout.com/docs/developer-resources/webhooks',
};
