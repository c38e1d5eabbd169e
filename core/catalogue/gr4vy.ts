import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A transaction's events: https://docs.gr4vy.com/guides/features/webhooks/overview */
export const gr4vy: CatalogueEntry = {
  types: ['transaction.captured', 'transaction.voided'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        type: 'event',
        id: uuidOf(context),
        name: type,
        created_at: new Date(context.now).toISOString(),
        merchant_account_id: 'default',
        environment: 'production',
        target: {
          type: 'transaction',
          id: uuidOf(context),
          status: 'capture_succeeded',
          amount: 1299,
          currency: 'EUR',
          external_identifier: 'bestellung-zoë-1',
        },
      },
      { 'x-gr4vy-webhook-id': uuidOf(context) },
    ),
  register: "In Gr4vy's dashboard, add a webhook subscription.",
  secret: "The subscription's signing secret. During a rotation Gr4vy signs with both.",
  retries: 'Anything but a 2xx within 5 seconds is tried again for up to 7 days, not in order.',
  retryHours: 168,
};
