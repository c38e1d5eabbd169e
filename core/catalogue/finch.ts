import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, secondsOf, uuidOf } from './sample.ts';

/** The shape of the SDK's `WebhookEvent`: https://github.com/Finch-API/finch-api-node */
export const finch: CatalogueEntry = {
  types: ['directory.updated', 'payment.created'],
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        company_id: '720be419-0293-4d32-a707-32179b0827ab',
        account_id: 'fc8b024e-d373-4c9c-80fc-f1625383d142',
        connection_id: uuidOf(context),
        event_type: type,
        data:
          base === 'payment.created'
            ? { payment_id: uuidOf(context), pay_date: '2026-03-01' }
            : { individual_id: uuidOf(context) },
      },
      { 'finch-event-id': uuidOf(context), 'finch-timestamp': String(secondsOf(context)) },
    ),
  register: "In Finch's dashboard, add a webhook.",
  secret: 'The secret in base64 that the dashboard shows for the webhook.',
};
