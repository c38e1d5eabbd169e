import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The shape of the thin payload: https://developer.bigcommerce.com/docs/integrations/webhooks/overview */
export const bigcommerce: CatalogueEntry = {
  types: ['store/order/created', 'store/product/updated'],
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        scope: type,
        store_id: '1025646',
        data: { type: base.split('/')[1], id: Number.parseInt(nameOf(context, 6), 16) },
        hash: nameOf(context, 40),
        created_at: secondsOf(context),
        producer: 'stores/abcde',
      },
      { 'webhook-id': nameOf({ ...context, nonce: `message ${context.nonce}` }, 32) },
    ),
};
