import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of an incident's events: https://developer.pagerduty.com/docs/webhooks-overview */
export const pagerduty: CatalogueEntry = {
  types: ['incident.triggered', 'incident.acknowledged', 'incident.resolved'],
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        event: {
          id: nameOf(context, 26).toUpperCase(),
          event_type: type,
          resource_type: 'incident',
          occurred_at: new Date(context.now).toISOString(),
          agent: { id: 'PLH1HKV', summary: 'Zoë Smith', type: 'user_reference' },
          client: null,
          data: {
            id: nameOf({ ...context, nonce: `incident ${context.nonce}` }, 14).toUpperCase(),
            type: 'incident',
            number: 2,
            status: base.replace('incident.', ''),
            title: 'The basket is empty for everybody',
            service: { id: 'PF9KMXH', summary: 'Shop', type: 'service_reference' },
            urgency: 'high',
          },
        },
      },
      { 'x-webhook-id': 'da5f5f9b-2f1b-4e5d-8a3b-1d3a2a9f5a11', 'x-webhook-subscription': 'PT8JLSE' },
    ),
};
