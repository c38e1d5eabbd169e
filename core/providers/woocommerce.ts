import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const woocommerce: Provider = {
  id: 'woocommerce',
  name: 'WooCommerce',
  scheme: hmacScheme({ header: 'X-WC-Webhook-Signature', encoding: 'base64' }),
  content: 'json',
  event: { id: 'header.X-WC-Webhook-Delivery-ID', type: 'header.X-WC-Webhook-Topic' },
  // WooCommerce tries the URL when a webhook is saved: a form with the webhook's number, without a signature.
  probe: (method, { form }) =>
    method === 'POST' && form?.size === 1 && /^\d+$/.test(form.get('webhook_id') ?? '') ? { status: 200 } : undefined,
  docs: 'https://developer.woocommerce.com/docs/apis/rest-api/v2/webhooks/',
};
