import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, uuidOf } from './sample.ts';

/** The payload of each topic: https://shopify.dev/docs/api/webhooks */
const PAYLOADS: Readonly<Record<string, (context: SampleContext) => object>> = {
  'orders/create': (context) => order(context, 'pending'),
  'orders/paid': (context) => order(context, 'paid'),
  'orders/fulfilled': (context) => ({ ...order(context, 'paid'), fulfillment_status: 'fulfilled' }),
  'refunds/create': (context) => ({
    id: idOf(context),
    order_id: ORDER_ID,
    created_at: time(context),
    note: 'The mug arrived broken',
    refund_line_items: [{ id: 1, line_item_id: 466_157_049, quantity: 1, subtotal: 49.0 }],
  }),
  'products/update': (context) => ({
    id: 632_910_392,
    title: 'Mug with “Zoë” on it',
    handle: 'mug-zoe',
    status: 'active',
    updated_at: time(context),
    variants: [{ id: 808_950_810, price: '49.00', sku: 'MUG-ZOE', inventory_quantity: 12 }],
  }),
  'customers/create': (context) => ({ ...CUSTOMER, created_at: time(context) }),
  'app/uninstalled': () => ({
    id: 548_380_009,
    name: 'Acme',
    domain: SHOP,
    myshopify_domain: SHOP,
    plan_name: 'basic',
  }),
};

export const shopify: CatalogueEntry = {
  types: Object.keys(PAYLOADS),
  deliver: (base, type, context) =>
    jsonDelivery(context.url, PAYLOADS[base]?.(context), {
      'x-shopify-api-version': '2026-07',
      'x-shopify-event-id': uuidOf({ ...context, nonce: `event ${context.nonce}` }),
      'x-shopify-shop-domain': SHOP,
      'x-shopify-topic': type,
      'x-shopify-triggered-at': time(context),
      'x-shopify-webhook-id': uuidOf(context),
    }),
  register:
    'For an app: webhooks.subscriptions in shopify.app.toml, or webhookSubscriptionCreate of the Admin API, with https://…/webhooks/NAME. For one shop without an app: Settings > Notifications > Webhooks, format JSON.',
  secret:
    'The client secret of the app. For webhooks made under Notifications it is the key shown on that page. It is never the access token shpat_….',
  retries: '8 more within 4 hours, when no 2xx comes within 5 seconds.',
  retryHours: 4,
  traps: [
    'Eight failures in a row delete a subscription that was made over the Admin API: make it again.',
    'After a rotation it may take an hour until Shopify signs with the new client secret: keep both until then.',
    'A test sent from Settings > Notifications is not signed with the app’s client secret.',
    'Tries again go to the address that the subscription had when the event happened.',
  ],
};

const SHOP = 'acme.myshopify.com';
const ORDER_ID = 820_982_911_946_154;

const CUSTOMER = {
  id: 115_310_627_314_723,
  email: 'zoe@example.com',
  first_name: 'Zoë',
  last_name: 'Smith',
  verified_email: true,
  currency: 'EUR',
};

const time = ({ now }: SampleContext) => new Date(now).toISOString();
const idOf = (context: SampleContext) => Number.parseInt(nameOf(context, 12), 16);

const order = (context: SampleContext, financialStatus: string) => ({
  id: ORDER_ID,
  admin_graphql_api_id: `gid://shopify/Order/${ORDER_ID}`,
  name: '#1001',
  order_number: 1001,
  confirmation_number: nameOf(context, 9).toUpperCase(),
  created_at: time(context),
  currency: 'EUR',
  current_total_price: '49.00',
  customer: CUSTOMER,
  email: CUSTOMER.email,
  financial_status: financialStatus,
  fulfillment_status: null,
  line_items: [
    {
      id: 466_157_049,
      name: 'Mug with “Zoë” on it',
      price: '49.00',
      quantity: 1,
      sku: 'MUG-ZOE',
      product_id: 632_910_392,
    },
  ],
  shipping_address: { address1: 'Hauptstraße 1', city: 'Köln', country_code: 'DE', zip: '50667' },
  test: true,
});
