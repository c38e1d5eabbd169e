import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** https://plaid.com/docs/api/webhooks/ */
export const plaid: CatalogueEntry = {
  types: ['TRANSACTIONS.SYNC_UPDATES_AVAILABLE', 'ITEM.ERROR', 'ITEM.PENDING_EXPIRATION'],
  deliver: (base, type, context) => {
    const [webhook_type, webhook_code] = type.split('.');
    const error = {
      error_code: 'ITEM_LOGIN_REQUIRED',
      error_type: 'ITEM_ERROR',
      display_message: 'Zoë, bitte neu anmelden',
    };
    return jsonDelivery(context.url, {
      webhook_type,
      webhook_code,
      item_id: nameOf(context, 37),
      ...(base === 'ITEM.ERROR' && { error }),
      ...(base === 'TRANSACTIONS.SYNC_UPDATES_AVAILABLE' && { historical_update_complete: true }),
      environment: 'production',
    });
  },
  register:
    'webhook: https://…/webhooks/NAME when the link token is made (/link/token/create), or /item/webhook/update for one item.',
  secret:
    'dashboard.plaid.com > Developers > Keys: CLIENT_ID:SECRET, the two with a colon between them, of the environment that the source names. Plaid hands out its keys against them.',
  retries: 'For 24 hours, each time after a longer wait.',
  retryHours: 24,
  traps: ['Events have no id: two that look just the same count as one.'],
};
