import type { CatalogueEntry } from './catalogue-entry.ts';
import { formDelivery, nameOf, uuidOf } from './sample.ts';

/** A payment: https://ko-fi.com/manage/webhooks */
export const koFi: CatalogueEntry = {
  types: ['Donation', 'Subscription', 'Commission', 'Shop Order'],
  deliver: (_, type, context) =>
    formDelivery(context.url, {
      data: JSON.stringify({
        message_id: uuidOf(context),
        timestamp: new Date(context.now).toISOString(),
        type,
        is_public: true,
        from_name: 'Zoë',
        message: 'Good luck with the mugs!',
        amount: '3.00',
        email: 'zoe@example.com',
        currency: 'EUR',
        is_subscription_payment: type === 'Subscription',
        kofi_transaction_id: nameOf(context, 16),
      }),
    }),
  register: 'ko-fi.com > More > API > Webhooks: the URL …/webhooks/NAME.',
  secret: 'The verification token on the same page, under Advanced.',
  retries: 'A number of times that Ko-fi calls reasonable, with the same message_id.',
  traps: [
    'The secret stands in the body of every event, so whoever may read the events can send some: keep the body out of your logs.',
    'The form has one field, data, with JSON in it: read that, not the form.',
    'Show a message in public only where is_public is true.',
  ],
};
