import type { CatalogueEntry } from './catalogue-entry.ts';
import { requestBuilder } from './request-builder.ts';

export const zapier: CatalogueEntry = {
  ...requestBuilder,
  register:
    'Add the action "Webhooks by Zapier", POST or Custom Request, with the URL …/webhooks/NAME, and put the secret into the header X-Webhook-Secret, or user|password into Basic Auth.',
  retries: 'None, unless auto-replay is switched on for the Zap.',
};
