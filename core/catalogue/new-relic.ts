import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** The default template of a workflow: https://docs.newrelic.com/docs/alerts/get-notified/notification-integrations/ */
export const newRelic: CatalogueEntry = {
  types: ['ACTIVATED', 'ACKNOWLEDGED', 'CLOSED'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: uuidOf(context),
      issueUrl: `https://radar-api.service.newrelic.com/accounts/1/issues/${uuidOf(context)}`,
      title: 'Zoë’s queue is longer than 100',
      priority: 'CRITICAL',
      impactedEntities: ['orders'],
      totalIncidents: 1,
      state: type,
      trigger: 'STATE_CHANGE',
      createdAt: context.now,
      updatedAt: context.now,
    }),
  register:
    'Alerts > Destinations > Webhook: the endpoint URL …/webhooks/NAME, and as authorization your secret as bearer token, user and password, or the custom header X-Webhook-Secret. Then a workflow that notifies it.',
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'The payload is a template: keep id, state and updatedAt in it, since events are known by them.',
    'Nothing is signed: the body is only as trustworthy as whoever knows the secret.',
  ],
};
