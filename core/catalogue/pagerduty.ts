import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext } from './sample.ts';

/** The shape of an incident's events: https://support.pagerduty.com/main/docs/webhooks */
export const pagerduty: CatalogueEntry = {
  types: ['incident.triggered', 'incident.acknowledged', 'incident.resolved', 'pagey.ping'],
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        event: {
          id: nameOf(context, 26).toUpperCase(),
          event_type: type,
          resource_type: base.split('.')[0],
          occurred_at: new Date(context.now).toISOString(),
          agent: base === 'pagey.ping' ? null : { id: 'PLH1HKV', summary: 'Zoë Smith', type: 'user_reference' },
          client: null,
          data: base === 'pagey.ping' ? PING : incident(base, context),
        },
      },
      { 'x-webhook-id': 'da5f5f9b-2f1b-4e5d-8a3b-1d3a2a9f5a11', 'x-webhook-subscription': 'PT8JLSE' },
    ),
  register:
    'Integrations > Generic Webhooks (v3) > New Webhook: URL https://…/webhooks/NAME, the scope (account, team or service) and the events.',
  secret:
    'The secret in the dialog that appears once the webhook is made, and only then. It is not an API key or an integration key.',
  retries:
    'For 48 hours after a 5xx, a 429 or no answer within 5 seconds, with later events waiting behind. After any other 4xx the event is dropped.',
  retryHours: 48,
  traps: [
    'Three dropped events in a row disable the webhook for 24 hours: a wrong secret is enough.',
    'X-Webhook-Id is that of the webhook, not of the event.',
    'Webhooks of V2 and earlier, and the ones that a workflow sends, are not signed.',
  ],
};

/** What its test sends. */
const PING = { message: 'Hello from your friend Pagey!', type: 'ping' };

const incident = (base: string, context: SampleContext) => ({
  id: nameOf({ ...context, nonce: `incident ${context.nonce}` }, 14).toUpperCase(),
  type: 'incident',
  number: 2,
  status: base.replace('incident.', ''),
  title: 'The basket is empty for everybody',
  service: { id: 'PF9KMXH', summary: 'Shop', type: 'service_reference' },
  urgency: 'high',
});
