import type { CatalogueEntry } from './catalogue-entry.ts';
import { requestBuilder } from './request-builder.ts';

export const freshdesk: CatalogueEntry = {
  ...requestBuilder,
  register:
    'Admin > Workflows > Automations: add the action "Trigger Webhook", POST, JSON, with the URL …/webhooks/NAME and either the custom header X-Webhook-Secret: YOUR_SECRET or, under "Requires authentication", user and password.',
};
