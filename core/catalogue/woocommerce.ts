import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext } from './sample.ts';

/** The resource of each topic: https://developer.woocommerce.com/docs/apis/rest-api/v2/webhooks/ */
const RESOURCES: Readonly<Record<string, (context: SampleContext) => object>> = {
  'order.created': (context) => ({
    status: 'processing',
    currency: 'EUR',
    date_created_gmt: new Date(context.now).toISOString().slice(0, 19),
    total: '49.00',
    billing: { first_name: 'Zoë', last_name: 'Smith', email: 'zoe@example.com', country: 'DE' },
    line_items: [{ id: 315, name: 'Mug with “Zoë” on it', product_id: 93, quantity: 1, total: '49.00' }],
  }),
  'customer.created': (context) => ({
    email: 'zoe@example.com',
    first_name: 'Zoë',
    last_name: 'Smith',
    role: 'customer',
    date_created_gmt: new Date(context.now).toISOString().slice(0, 19),
  }),
  'product.updated': () => ({ name: 'Mug with “Zoë” on it', slug: 'mug-zoe', price: '49.00', stock_status: 'instock' }),
};

export const woocommerce: CatalogueEntry = {
  types: Object.keys(RESOURCES),
  deliver: (base, type, context) => {
    const id = Number.parseInt(nameOf(context, 6), 16);
    const [resource = '', event = ''] = type.split('.');
    return jsonDelivery(
      context.url,
      { id, ...RESOURCES[base]?.(context) },
      {
        'x-wc-webhook-source': 'https://shop.example.com/',
        'x-wc-webhook-topic': type,
        'x-wc-webhook-resource': resource,
        'x-wc-webhook-event': event,
        'x-wc-webhook-id': '7',
        'x-wc-webhook-delivery-id': nameOf(context, 32),
      },
    );
  },
  register:
    'WooCommerce > Settings > Advanced > Webhooks > Add webhook: status Active, a topic, delivery URL https://…/webhooks/NAME, a secret.',
  secret:
    'The text in the Secret field of that webhook; letters and digits only. It is not the consumer secret cs_… of the REST API.',
  retries: 'None.',
  retryHours: 0,
  traps: [
    'After five failures in a row the webhook is disabled without a word: set its status back to Active.',
    'WordPress may store &, < and quotes in a secret differently from what you typed: leave them out.',
    'A webhook has one topic: give all of them the same secret to use one source.',
  ],
};
