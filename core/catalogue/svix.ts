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
};
