import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** What becomes of an invoice: https://developer.bitpay.com/reference/notifications-invoices */
export const bitpay: CatalogueEntry = {
  types: ['invoice_paidInFull', 'invoice_confirmed', 'invoice_completed', 'invoice_expired'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event: { code: 1003, name: type },
      data: {
        id: nameOf(context, 22),
        url: `https://bitpay.com/invoice?id=${nameOf(context, 22)}`,
        status: 'paid',
        price: 10,
        currency: 'EUR',
        invoiceTime: context.now,
        buyerFields: { buyerName: 'Zoë' },
      },
    }),
  register:
    'Create the invoice with notificationURL …/webhooks/NAME?secret=YOUR_SECRET and extendedNotifications: true.',
  secret: 'Make one up of letters, digits and -._~, such as `openssl rand -hex 32` prints.',
  retries: 'Several times, until it is answered with an empty 200.',
  traps: [
    'Nothing is signed: fetch the invoice with your own token before you hand over goods.',
    'Without extendedNotifications the type is the status of the invoice, such as confirmed.',
  ],
};
