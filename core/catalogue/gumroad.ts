import type { CatalogueEntry } from './catalogue-entry.ts';
import { formDelivery, nameOf } from './sample.ts';

/** A ping: https://gumroad.com/ping */
export const gumroad: CatalogueEntry = {
  types: ['sale', 'refund', 'cancellation'],
  deliver: (_, type, context) =>
    formDelivery(context.url, {
      resource_name: type,
      sale_id: nameOf(context, 22),
      sale_timestamp: new Date(context.now).toISOString(),
      seller_id: 'kL0psVL2admJSYRNs-OCMg==',
      product_id: '32-nPAicqbLj8B_WswVlMw==',
      product_name: 'Zoë’s mug',
      email: 'zoe@example.com',
      price: '100',
      currency: 'usd',
    }),
  register:
    'Settings > Advanced > Ping endpoint: …/webhooks/NAME?secret=YOUR_SECRET. For other events than sales, PUT /v2/resource_subscriptions with that as post_url.',
  secret: 'Make one up of letters, digits and -._~, such as `openssl rand -hex 32` prints.',
  traps: ['Nothing is signed: the secret in the URL is all there is. Compare seller_id with your own, too.'],
};
