import '@shopify/shopify-api/adapters/node';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { shopify } from '../../../../core/providers/shopify.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const SECRET = 'hush-this-is-the-client-secret';

const api = shopifyApi({
  apiKey: 'key',
  apiSecretKey: SECRET,
  apiVersion: ApiVersion.July26,
  hostName: 'hooks.example.com',
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error },
});

const WEBHOOK = {
  'x-shopify-topic': 'orders/create',
  'x-shopify-shop-domain': 'acme.myshopify.com',
  'x-shopify-api-version': '2026-07',
  'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
};

const EVENT = {
  'shopify-topic': 'order',
  'shopify-shop-domain': 'acme.myshopify.com',
  'shopify-api-version': '2026-07',
  'shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
  'shopify-event-id': '98880550-7158-44d4-b7cd-2c97c8a091b5',
};

const libraryTakes = async (rawBody: string, headers: Readonly<Record<string, string>>) =>
  (
    await api.webhooks.validate({
      rawBody,
      rawRequest: { method: 'POST', url: '/webhooks/shopify', headers, httpVersion: '1.1' },
      rawResponse: {},
    })
  ).valid;

describe("Shopify's own library", () => {
  test.each(BODIES)('accepts what we sign: %j', async (body) => {
    const { headers } = shopify.scheme.sign(delivery(body, WEBHOOK), SECRET, { now: Date.now() });
    expect(await libraryTakes(body, headers)).toBe(true);
    expect(await libraryTakes(`${body} `, headers)).toBe(false);
  });

  test.each(BODIES)('accepts what we accept under the newer header names: %j', async (body) => {
    const { headers } = shopify.scheme.sign(delivery(body), SECRET, { now: Date.now() });
    const renamed = delivery(body, { ...EVENT, 'shopify-hmac-sha256': headers['x-shopify-hmac-sha256'] ?? '' });
    expect(await libraryTakes(body, renamed.headers)).toBe(true);
    expect(await verdictOf(shopify, renamed, SECRET)).toEqual(ACCEPTED);
    expect(await verdictOf(shopify, { ...renamed, body: Buffer.from(`${body} `) }, SECRET)).toEqual(WRONG);
  });

  test('lets the newer header decide when both are there, as we do', async () => {
    const { headers } = shopify.scheme.sign(delivery('{}', WEBHOOK), SECRET, { now: Date.now() });
    const both = delivery('{}', { ...EVENT, ...headers, 'shopify-hmac-sha256': `${'A'.repeat(43)}=` });
    expect(await libraryTakes('{}', both.headers)).toBe(false);
    expect(await verdictOf(shopify, both, SECRET)).toEqual(WRONG);
  });
});
