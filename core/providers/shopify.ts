import { hmacScheme } from '../signatures/hmac.ts';
import type { Scheme } from '../signatures/scheme.ts';
import type { Provider } from './provider.ts';

const withPrefix = hmacScheme({ header: 'X-Shopify-Hmac-Sha256', encoding: 'base64' });
const withoutPrefix = hmacScheme({ header: 'Shopify-Hmac-Sha256', encoding: 'base64' });

/** Shopify's newer Events deliveries name the same header without `X-`. */
const scheme: Scheme = {
  ...withPrefix,
  verify: (delivery, ...rest) =>
    (delivery.headers['shopify-hmac-sha256'] ? withoutPrefix : withPrefix).verify(delivery, ...rest),
};

export const shopify: Provider = {
  id: 'shopify',
  name: 'Shopify',
  scheme,
  content: 'json',
  event: {
    id: ['header.X-Shopify-Webhook-Id', 'header.Shopify-Webhook-Id'],
    type: ['header.X-Shopify-Topic', 'header.Shopify-Topic'],
    time: ['header.X-Shopify-Triggered-At', 'header.Shopify-Triggered-At'],
    subject: ['header.X-Shopify-Shop-Domain', 'header.Shopify-Shop-Domain'],
  },
  // https://shopify.dev/docs/apps/webhooks/configuration/eventbridge
  partner: {
    prefix: 'aws.partner/shopify.com/',
    body: 'payload',
    headers: 'metadata',
    detailType: 'shopifyWebhook',
  },
  deadline: 5,
  docs: 'https://shopify.dev/docs/apps/build/webhooks/verify-deliveries',
};
