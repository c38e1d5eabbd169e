import type { CatalogueEntry } from './catalogue-entry.ts';
import { requestBuilder } from './request-builder.ts';

export const ifttt: CatalogueEntry = {
  ...requestBuilder,
  register:
    'In the applet take "Webhooks > Make a web request": method POST, the URL …/webhooks/NAME, and the additional header X-Webhook-Secret: YOUR_SECRET.',
  traps: [
    ...requestBuilder.traps,
    'This is for applets. A service of your own on IFTTT is an API with the header IFTTT-Service-Key, 401 and JSON errors, which is more than a webhook.',
  ],
};
