import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An event of a product that sends through Svix; each product has types of its own. */
export const svix: CatalogueEntry = {
  types: ['invoice.paid', 'message.attempt.exhausted'],
  deliver: (base, type, context) => {
    const data =
      base === 'invoice.paid'
        ? { id: `inv_${nameOf(context)}`, amount: 4900, currency: 'EUR' }
        : {
            appId: 'app_1srOrx2ZWZBpBUvZwXKQmoEYga2',
            endpointId: 'ep_1srOrx2ZWZBpBUvZwXKQmoEYga1',
            msgId: nameOf(context),
          };
    const timestamp = new Date(context.now).toISOString();
    return jsonDelivery(context.url, { type, timestamp, data }, { 'webhook-id': `msg_${nameOf(context)}` });
  },
  register:
    'In the webhook settings of the product that sends through Svix: Add Endpoint, https://…/webhooks/NAME, and the events.',
  secret: 'The signing secret on the page of that endpoint, whsec_ and all. It is not an API key of Svix.',
  retries: 'Seven more tries after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h; only a 2xx within 15 seconds counts.',
  retryHours: 27.6,
  traps: [
    'An endpoint that fails for 5 days is disabled until you enable it again.',
    'Each endpoint has a secret of its own, and they all look alike.',
    'Order is not kept.',
  ],
};
