import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** https://docs.turnkey.com/features/webhooks/verify-signatures */
export const turnkey: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(
      context.url,
      { organizationId: uuidOf(context), label: 'Zoë’s wallet' },
      { 'x-turnkey-event-id': uuidOf(context) },
    ),
  register: 'Ask the API of Turnkey for a webhook endpoint with the URL https://…/webhooks/NAME.',
  secret: 'None: Turnkey publishes its keys. A key that is set as the secret is the only one that counts.',
  traps: ['Its keys are the same for every customer: compare the organization in an event with your own.'],
};
