import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The events of calls: https://developer.aircall.io/docs/webhooks-overview */
export const aircall: CatalogueEntry = {
  types: ['call.created', 'call.answered', 'call.hungup', 'call.ended'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      resource: 'call',
      event: type,
      timestamp: secondsOf(context),
      data: {
        id: parseInt(nameOf(context, 8), 16),
        direction: 'inbound',
        status: 'done',
        started_at: secondsOf(context),
        contact: { first_name: 'Zoë' },
      },
    }),
  register: 'Dashboard > Integrations > Webhook, or POST /v1/webhooks, with the URL …/webhooks/NAME.',
  secret: 'The token in the answer to the call that makes the webhook; the dashboard shows it too.',
  traps: [
    'The secret stands in the body of every event, so whoever may read the events can send some: keep the body out of your logs.',
    'Nothing is signed. Events have no id of their own: an event is known by its body.',
  ],
};
