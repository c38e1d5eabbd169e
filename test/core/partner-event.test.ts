import { defineWebhooks, parseWebhooks, partnerEventSource, providers } from '../../core/index.ts';
import { type PartnerForm, partnerDetail, readPartnerEvent } from '../../core/partner-event.ts';
import { broughtByPartner } from '../../core/verify.ts';

const STRIPE = 'aws.partner/stripe.com/ed_test_61';
const SHOPIFY = 'aws.partner/shopify.com/1234567/orders';

const { sources } = defineWebhooks({
  sources: {
    stripe: { from: partnerEventSource(STRIPE) },
    shopify: { from: partnerEventSource(SHOPIFY, { bus: 'existing', alsoByWebhook: true }), tolerance: 60 },
  },
  processors: {},
});

const onBus = (source: string, detail: string, detailType = 'any') =>
  `{"version":"0","id":"7bf73129","detail-type":"${detailType}","source":"${source}","account":"111122223333","time":"2026-01-01T00:00:00Z","region":"eu-central-1","resources":[],"detail":${detail}}`;

const formOf = (name: 'stripe' | 'shopify'): PartnerForm => {
  const { partner } = providers[name];
  if (!partner) throw new Error(`${name} is no partner`);
  return partner;
};

const read = (name: 'stripe' | 'shopify', text: string) => readPartnerEvent(text, formOf(name));

test('the detail of an event of Stripe is the body of the webhook, in the very text that stands there', () => {
  const detail = '{ "id":"evt_1", "type":"charge.failed", "amount":12345678901234567890 }';
  const event = read('stripe', onBus(STRIPE, detail, 'charge.failed'));
  expect(event).toMatchObject({ eventSource: STRIPE, id: '7bf73129' });
  expect(event?.delivery.body.toString()).toBe(detail);
  expect(event?.delivery.headers).toEqual({ 'content-type': 'application/json' });
});

test('the detail of an event of Shopify has the body in its payload, and the headers in its metadata', () => {
  const metadata = { 'X-Shopify-Topic': 'orders/paid', 'X-Shopify-Webhook-Id': 'b1', 'X-Shopify-Count': 3 };
  const detail = `{"metadata":${JSON.stringify(metadata)},"payload":{"id":820982911946154508,"total":"9.00"}}`;
  const event = read('shopify', onBus(SHOPIFY, detail, 'shopifyWebhook'));
  expect(event?.delivery.body.toString()).toBe('{"id":820982911946154508,"total":"9.00"}');
  expect(event?.delivery.headers).toEqual({
    'x-shopify-topic': 'orders/paid',
    'x-shopify-webhook-id': 'b1',
    'content-type': 'application/json',
  });
});

test.each([
  ['stripe', 'no JSON'],
  ['stripe', '[]'],
  ['stripe', '{"id":"1","source":"a"}'],
  ['stripe', onBus(STRIPE, '"a text"')],
  ['shopify', onBus(SHOPIFY, '{"payload":{}}')],
  ['shopify', onBus(SHOPIFY, '{"metadata":{}}')],
] as const)('for %s %s is no event', (name, text) => {
  expect(read(name, text)).toBeUndefined();
});

test.each(['stripe', 'shopify'] as const)('what %s would put on EventBridge is read as the webhook it was', (name) => {
  const headers = { 'x-shopify-topic': 'orders/paid', 'content-type': 'application/json' };
  const delivery = { method: 'POST', url: 'https://any/', headers, body: Buffer.from('{"id":"evt_1"}') };
  const partner = formOf(name);
  const event = readPartnerEvent(onBus(STRIPE, partnerDetail(partner, delivery)), partner);
  expect(event?.delivery.body).toEqual(delivery.body);
  expect(event?.delivery.headers['x-shopify-topic']).toBe(name === 'shopify' ? 'orders/paid' : undefined);
});

test('only what comes from the very event source of the source is the provider’s', () => {
  const event = read('stripe', onBus(STRIPE, '{}'));
  const other = read('stripe', onBus(`${STRIPE}2`, '{}'));
  const own = read('stripe', onBus('breakwater.stripe', '{}'));
  const { stripe, shopify } = sources;
  if (!event || !other || !own || !stripe || !shopify) throw new Error('one of them is not read');
  expect(broughtByPartner(stripe, event)).toBe(event.delivery);
  for (const each of [other, own]) expect(broughtByPartner(stripe, each)).toBeUndefined();
  expect(broughtByPartner(shopify, event)).toBeUndefined();
  expect(broughtByPartner({ ...stripe, from: undefined }, event)).toBeUndefined();
});

test('the defaults of an event source are filled in', () => {
  expect(sources.stripe?.from).toEqual({ eventSource: STRIPE, bus: 'create', alsoByWebhook: false });
  expect(sources.shopify?.from).toEqual({ eventSource: SHOPIFY, bus: 'existing', alsoByWebhook: true });
});

test.each([
  [
    { stripe: { from: STRIPE } },
    '"from.eventSource" is undefined; allowed: the name of a partner event source of Stripe',
  ],
  [
    { stripe: { from: { eventSource: SHOPIFY } } },
    'a partner event source of Stripe, such as aws.partner/stripe.com/…',
  ],
  [
    { stripe: { from: { eventSource: 'aws.partner/stripe.com/*' } } },
    '"from.eventSource" is "aws.partner/stripe.com/*"',
  ],
  [{ stripe: { from: { eventSource: STRIPE, bus: 'mine' } } }, '"from.bus" is "mine"; allowed: create, existing'],
  [{ stripe: { from: { eventSource: STRIPE, url: 1 } } }, '"from": "url" is unknown; allowed: eventSource, bus'],
  [{ stripe: { from: { eventSource: STRIPE }, allowAddresses: 'published' } }, '"allowAddresses" is about requests'],
  [{ slack: { from: { eventSource: 'aws.partner/slack.com/x' } } }, 'Slack puts no events on EventBridge'],
])('%j is refused', (sources, problem) => {
  expect(() => parseWebhooks({ sources, processors: {} })).toThrow(problem);
});
