import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An incident's events: https://docs.incident.io/integrations/webhooks */
export const incidentIo: CatalogueEntry = {
  types: ['public_incident.incident_created_v2', 'public_incident.incident_updated_v2'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        event_type: type,
        [type]: {
          id: nameOf(context, 26).toUpperCase(),
          name: 'Zoës Fuchs ist weg',
          reference: 'INC-7',
          created_at: new Date(context.now).toISOString(),
        },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'Under Settings > Webhooks, add an endpoint and choose its events.',
  secret: "The endpoint's signing secret.",
  retries: 'Anything but a 2xx is tried again over 24 hours. An endpoint that fails for 5 days is switched off.',
  retryHours: 24,
};
