import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A list of log events: https://developer.okta.com/docs/concepts/event-hooks/ */
export const okta: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => {
    const time = new Date(context.now).toISOString();
    const event = {
      uuid: uuidOf({ ...context, nonce: `${context.nonce}/1` }),
      published: time,
      eventType: 'user.session.start',
      severity: 'INFO',
      displayMessage: 'User login to Okta',
      actor: { id: '00uttidj01jqL21aM1d6', type: 'User', displayName: 'Zoë' },
      outcome: { result: 'SUCCESS', reason: null },
    };
    return jsonDelivery(context.url, {
      eventType: 'com.okta.event_hook',
      eventTypeVersion: '1.0',
      cloudEventsVersion: '0.1',
      source: 'https://acme.okta.com/api/v1/eventHooks/who8tsqyrhCdmetzx135',
      eventId: uuidOf(context),
      data: { events: [event] },
      eventTime: time,
      contentType: 'application/json',
    });
  },
  register:
    'Admin Console > Workflow > Event Hooks > Create: URL, authentication field Authorization, events. Then Verify.',
  secret: 'You make it up: 16 characters or more, typed in as the authentication secret.',
  retries: 'Once more, when no answer comes within 3 seconds or it is a 5xx.',
  traps: [
    'Nothing is signed: whoever sees a request has the secret.',
    'Several events come in one request: set split to get each as an event of its own.',
  ],
};
