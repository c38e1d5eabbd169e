import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** https://docs.truelayer.com/docs/payments-webhook-reference */
export const truelayer: CatalogueEntry = {
  types: ['payment_executed', 'payment_failed'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    return jsonDelivery(context.url, {
      type,
      event_version: 1,
      event_id: uuidOf(context),
      payment_id: 'd95a9b48-3a2e-4c9b-a4c1-6f5e2d0b7a11',
      payment_method: { type: 'bank_transfer' },
      ...(base === 'payment_failed'
        ? { failed_at: time, failure_stage: 'authorizing', failure_reason: 'not_authorized' }
        : { executed_at: time }),
    });
  },
  register: 'TrueLayer Console > Payments > Settings: webhook URI https://…/webhooks/NAME.',
  secret: 'None: TrueLayer publishes its keys. A key that is set as the secret is the only one that counts.',
  traps: [
    'The path is signed: the public URL has to be the one that TrueLayer requests. A slash at its end makes no difference.',
  ],
};
