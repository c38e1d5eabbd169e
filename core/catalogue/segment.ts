import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A call that was passed on: https://www.twilio.com/docs/segment/connections/destinations/catalog/actions-webhook */
export const segment: CatalogueEntry = {
  types: ['track', 'identify'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      messageId: `ajs-${nameOf(context, 32)}`,
      type,
      userId: 'zoe-1',
      event: 'Order Completed',
      properties: { revenue: 49, note: 'Café' },
      timestamp: new Date(context.now).toISOString(),
      context: { library: { name: 'analytics.js' } },
    }),
  register: 'Add the destination Webhooks (Actions) to a source of yours, and give it a shared secret in its settings.',
  secret: 'The shared secret that you typed in. Without one Segment signs nothing.',
  secretIsOurs: true,
  traps: [
    'With batching on, Segment signs the first event of a batch only, and the batch is refused: leave batching off.',
  ],
};
