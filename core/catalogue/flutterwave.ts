import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** Payments and transfers: https://developer.flutterwave.com/docs/webhooks */
export const flutterwave: CatalogueEntry = {
  types: ['charge.completed', 'transfer.completed'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event: type,
      data: {
        id: parseInt(nameOf(context, 8), 16),
        tx_ref: `order-${nameOf(context, 8)}`,
        amount: 100,
        currency: 'NGN',
        status: 'successful',
        created_at: new Date(context.now).toISOString(),
        customer: { id: 252_759, name: 'Zoë Example', email: 'zoe@example.com' },
      },
    }),
  register: 'Settings > Webhooks: the URL …/webhooks/NAME and a secret hash.',
  secret: 'The secret hash that you typed in there.',
  traps: [
    'Version 3 sends the secret hash itself, as verif-hash, and signs nothing: ask the API for the transaction before you hand over goods.',
  ],
};
