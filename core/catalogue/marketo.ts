import type { CatalogueEntry } from './catalogue-entry.ts';
import { requestBuilder } from './request-builder.ts';

export const marketo: CatalogueEntry = {
  ...requestBuilder,
  register:
    'Admin > Integration > Webhooks > New Webhook: POST, the URL …/webhooks/NAME, and a JSON template. Then Webhooks Actions > Set Custom Header: X-Webhook-Secret with your secret.',
  retries: 'None: what fails is written to the activity log of the lead.',
  retryHours: 0,
  traps: [
    ...requestBuilder.traps,
    'Webhooks run from the flow of a triggered campaign only, one call for each lead.',
    'Characters in the URL are sent as they were typed: escape them yourself.',
  ],
};
