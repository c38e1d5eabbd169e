import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** https://docs.wise.com/api-reference/webhook-event */
export const wise: CatalogueEntry = {
  types: ['transfers#state-change', 'balances#credit'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    const resource = { type: base === 'balances#credit' ? 'balance-account' : 'transfer', id: 111, profile_id: 222 };
    const data =
      base === 'balances#credit'
        ? { resource, amount: 70, currency: 'EUR', post_transaction_balance_amount: 170, occurred_at: time }
        : { resource, current_state: 'processing', previous_state: 'incoming_payment_waiting', occurred_at: time };
    return jsonDelivery(
      context.url,
      {
        data,
        subscription_id: '01234567-89ab-cdef-0123-456789abcdef',
        event_type: type,
        schema_version: '2.0.0',
        sent_at: time,
      },
      { 'x-delivery-id': uuidOf(context) },
    );
  },
  register:
    'Settings > Webhooks > Create new webhook: URL https://…/webhooks/NAME. Set the secret first, a test event is sent at once.',
  secret:
    'The public key that Wise publishes in its documentation, as PEM; production has another one than the sandbox.',
  traps: [
    'The sandbox signs with another key than production.',
    'The delivery id, which tells duplicates apart, is not signed; the body is.',
  ],
};
