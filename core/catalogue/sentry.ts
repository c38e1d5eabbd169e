import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, secondsOf, uuidOf } from './sample.ts';

/** The data of each resource: https://docs.sentry.io/integrations/integration-platform/webhooks/ */
const DATA: Readonly<Record<string, (context: SampleContext) => object>> = {
  'issue.created': (context) => ({ issue: issue(context, 'unresolved') }),
  'issue.resolved': (context) => ({ issue: issue(context, 'resolved') }),
  'issue.assigned': (context) => ({ issue: { ...issue(context, 'unresolved'), assignedTo: { name: 'Zoë Smith' } } }),
  'error.created': (context) => ({
    error: { event_id: nameOf(context, 32), title: 'TypeError: basket is undefined', level: 'error' },
  }),
  'event_alert.triggered': (context) => ({
    event: { event_id: nameOf(context, 32), title: 'TypeError: basket is undefined', level: 'error' },
    triggered_rule: 'Very important',
  }),
};

export const sentry: CatalogueEntry = {
  types: Object.keys(DATA),
  deliver: (base, type, context) => {
    const [resource = '', ...action] = type.split('.');
    return jsonDelivery(
      context.url,
      {
        action: action.join('.') || undefined,
        installation: { uuid: '7a485448-a9e2-4c85-8a3c-4f44175783c9' },
        data: DATA[base]?.(context),
        actor: { type: 'application', id: 'sentry', name: 'Sentry' },
      },
      {
        'request-id': nameOf(context, 32),
        'sentry-hook-resource': resource,
        'sentry-hook-timestamp': String(secondsOf(context)),
      },
    );
  },
  register:
    'Settings > Developer Settings > Custom Integrations > Create New Integration > Internal Integration: webhook URL https://…/webhooks/NAME, Alert Rule Action on for alerts, Issue & Event: Read, and the resources under Webhooks.',
  secret:
    'The Client Secret under Credentials; copy it right away, Sentry shows it for a short while only. It is not the token or the DSN.',
  retries: 'Sentry promises no second try: take it that an event is sent once.',
  traps: [
    'It waits for one second: 1000 timeouts within 24 hours unsubscribe the integration.',
    'Alerts come only from alert rules whose action is to notify through this integration.',
  ],
};

const issue = (context: SampleContext, status: string) => ({
  id: uuidOf(context),
  shortId: 'SHOP-42',
  title: 'TypeError: basket is undefined',
  level: 'error',
  status,
  project: { id: '1', name: 'shop', slug: 'shop', platform: 'node' },
  firstSeen: new Date(context.now).toISOString(),
});
