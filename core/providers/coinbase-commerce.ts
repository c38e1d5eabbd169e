import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const coinbaseCommerce: Provider = {
  id: 'coinbase-commerce',
  name: 'Coinbase Commerce',
  scheme: hmacScheme({ header: 'X-CC-Webhook-Signature' }),
  content: 'json',
  event: { id: 'body.event.id', type: 'body.event.type' },
  docs: 'https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security',
};
