import { jsonItems } from '../json-items.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const okta: Provider = {
  id: 'okta',
  name: 'Okta',
  scheme: credentialScheme(inHeader('Authorization')),
  content: 'json',
  // A list of events has no one type: a processor that listens to that of the first would never hear of lists in which
  // its own comes second.
  event: { id: 'body.eventId', time: 'body.eventTime', subject: 'body.source' },
  batch: {
    items: ({ text }) => jsonItems(text, 'data', 'events'),
    event: { id: 'body.uuid', type: 'body.eventType', time: 'body.published', subject: 'body.actor.id' },
  },
  // Okta verifies the endpoint once, and wants to see again what is in the header.
  probe: (method, { headers }) => {
    const verification = headers['x-okta-verification-challenge'];
    if (method !== 'GET' || !verification) return undefined;
    const body = JSON.stringify({ verification });
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  },
  deadline: 3,
  docs: 'https://developer.okta.com/docs/concepts/event-hooks/',
};
