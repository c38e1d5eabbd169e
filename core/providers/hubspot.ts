import { at } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { hubspotScheme } from '../signatures/hubspot.ts';
import type { Provider } from './provider.ts';

export const hubspot: Provider = {
  id: 'hubspot',
  name: 'HubSpot',
  scheme: hubspotScheme,
  content: 'json',
  // A list of up to a hundred events has no one type: a processor that listens to that of the first would never hear of
  // lists in which its own comes second.
  event: { time: 'body.0.occurredAt', subject: 'body.0.portalId' },
  batch: {
    items: ({ text }) => jsonItems(text),
    event: {
      // The eventId alone is not promised to be unique, and a retry counts its attempts in the item.
      id: ({ json }) => {
        const parts = ['eventId', 'subscriptionId', 'objectId', 'occurredAt'].map((name) => at(json, name));
        return parts.every((part) => typeof part === 'number') ? parts.join('.') : undefined;
      },
      type: 'body.subscriptionType',
      time: 'body.occurredAt',
      subject: 'body.portalId',
    },
  },
  deadline: 5,
  docs: 'https://developers.hubspot.com/docs/guides/apps/authentication/validating-requests',
};
