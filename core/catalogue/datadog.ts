import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The default payload: https://docs.datadoghq.com/integrations/webhooks/ */
export const datadog: CatalogueEntry = {
  types: ['query_alert_monitor', 'metric_alert_monitor', 'service_check'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      body: 'Zoë, the queue is longer than it should be.',
      last_updated: String(context.now),
      event_type: type,
      title: '[Triggered] Queue length',
      date: String(context.now),
      org: { id: '1234', name: 'Acme' },
      id: String(parseInt(nameOf(context, 12), 16)),
    }),
  register:
    'Integrations > Webhooks > New: the URL https://USER:PASSWORD@…/webhooks/NAME, or …/webhooks/NAME with the custom headers {"X-Webhook-Secret": "YOUR_SECRET"}. Name @webhook-NAME in the monitor.',
  secret: 'Make one up: user:password for the URL, or what `openssl rand -hex 32` prints for the header.',
  traps: [
    'The payload is yours to write: keep "id": "$ID", "event_type": "$EVENT_TYPE" and "date": "$DATE" in it, since events are known by them.',
    'Nothing is signed: the body is only as trustworthy as whoever knows the secret.',
  ],
};
