import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const shopware: Provider = {
  id: 'shopware',
  name: 'Shopware',
  scheme: hmacScheme({ header: 'shopware-shop-signature' }),
  content: 'json',
  event: { id: 'body.source.eventId', type: 'body.data.event', time: 'body.timestamp', subject: 'body.source.shopId' },
  docs: 'https://developer.shopware.com/docs/guides/plugins/apps/webhook.html',
};
