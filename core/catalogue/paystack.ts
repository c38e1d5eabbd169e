import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A charge's events: https://paystack.com/docs/payments/webhooks/ */
export const paystack: CatalogueEntry = {
  types: ['charge.success', 'transfer.success'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event: type,
      data: {
        id: Number.parseInt(nameOf(context, 10), 16),
        domain: 'live',
        status: 'success',
        reference: nameOf(context, 16),
        amount: 490000,
        currency: 'NGN',
        created_at: new Date(context.now).toISOString(),
        customer: { customer_code: 'CUS_xr58yrr2ujlft9k', first_name: 'Zoë', email: 'zoe@example.com' },
      },
    }),
  register: 'In the dashboard under Settings > API Keys & Webhooks.',
  secret: 'The API secret key (sk_…): webhooks have none of their own.',
  traps: [
    'The key can move money too: give it to the source only, and rotate it there and in your application together.',
  ],
};
