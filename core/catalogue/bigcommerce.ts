import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The shape of the thin payload: https://developer.bigcommerce.com/docs/integrations/webhooks */
export const bigcommerce: CatalogueEntry = {
  types: ['store/order/created', 'store/product/updated', 'store/order/statusUpdated', 'store/customer/created'],
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
  register:
    'Over the API: POST https://api.bigcommerce.com/stores/STORE_HASH/v3/hooks with scope, such as store/order/created, destination https://…/webhooks/NAME and is_active true.',
  secret: 'The client secret of the app or API account whose token makes the hook. It is not the access token.',
  retries: '11 more tries within 48 hours, then the hook is deactivated.',
  retryHours: 48,
  traps: [
    'When fewer than 90 % of the deliveries to your domain succeed, it holds back all of them for minutes: a failing source slows down the others of the same domain.',
    'A deactivated hook stays so until you set is_active over the API. So does one that had nothing to send for 90 days.',
    'The payload names the resource only: fetch it over the API.',
  ],
};
