import type { CatalogueEntry } from './catalogue-entry.ts';
import { requestBuilder } from './request-builder.ts';

export const make: CatalogueEntry = {
  ...requestBuilder,
  register:
    'Add the module "HTTP > Make a request": method POST, the URL …/webhooks/NAME, and the header X-Webhook-Secret: YOUR_SECRET (or its Basic Auth variant).',
  traps: [...requestBuilder.traps, 'Make gives up on an answer after 40 seconds unless the module says otherwise.'],
};
