import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An incident's events: https://docs.incident.io/api-reference/webhooks */
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
  register: 'In the settings, among the webhooks, add an endpoint.',
  secret: "The endpoint's signing secret.",
};
