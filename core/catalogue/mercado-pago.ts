import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A thin notification: https://www.mercadopago.com/developers/en/docs/your-integrations/notifications/webhooks */
export const mercadoPago: CatalogueEntry = {
  types: ['payment.created', 'payment.updated'],
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        id: Number.parseInt(nameOf(context, 10), 16),
        live_mode: true,
        type: base.split('.')[0],
        action: type,
        date_created: new Date(context.now).toISOString(),
        api_version: 'v1',
        user_id: '44444',
        data: { id: String(Number.parseInt(nameOf(context, 8), 16)) },
      },
      { 'x-request-id': uuidOf(context) },
    ),
  register: 'Under Your integrations > your application > Webhooks, set the URL and choose the topics.',
  secret: 'The same page shows it after saving. Test mode and production have one each.',
  traps: [
    'Only the id of the resource, the id of the request and the time are signed. Fetch the resource; do not believe the body.',
    'Notifications of QR codes and the older IPN are not signed, and not accepted.',
    'Nobody says that a retry is signed with a new time, so a signature is good for a day; the tolerance of the source overrides that.',
  ],
};
