import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** JSON SIM events: https://developers.docusign.com/platform/webhooks/connect/json-sim-event-model/ */
export const docusign: CatalogueEntry = {
  types: ['envelope-completed', 'envelope-sent', 'recipient-completed'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event: type,
      apiVersion: 'v2.1',
      uri: `/restapi/v2.1/accounts/e3d0fd9c/envelopes/${uuidOf(context)}`,
      retryCount: 0,
      configurationId: 10418598,
      generatedDateTime: new Date(context.now).toISOString(),
      data: {
        accountId: 'e3d0fd9c-a0a1-4a1c-a3a7-2a3b4c5d6e7f',
        envelopeId: uuidOf(context),
        emailSubject: 'Vertrag für Zoë',
      },
    }),
  register: 'Admin > Integrations > Connect > Add configuration > Custom: URL, JSON, events, Include HMAC signature.',
  secret: 'Connect > Connect keys > Add secret key: shown once. Several may be active, any one of them will do.',
  retries: 'Again with growing pauses for a day while the answer is not 2xx within 100 seconds.',
  retryHours: 24,
  traps: [
    'Nothing is signed unless the configuration includes the HMAC signature.',
    'The key is used as text, although it looks like base64.',
    'Choose JSON: of XML neither the type nor the time is read.',
  ],
};
