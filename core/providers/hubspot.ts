import { createHash } from 'node:crypto';
import type { Content } from '../content.ts';
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
  event: { id: listId, time: 'body.0.occurredAt', subject: 'body.0.portalId' },
  batch: {
    items: ({ text }) => jsonItems(text),
    event: {
      id: ({ json }) => itemId(json),
      type: 'body.subscriptionType',
      time: 'body.occurredAt',
      subject: 'body.portalId',
    },
  },
  deadline: 5,
  docs: 'https://developers.hubspot.com/docs/guides/apps/authentication/validating-requests',
};

/** The eventId alone is not promised to be unique; a retry counts its attempts in the item, so that its digest is another. */
function itemId(item: unknown): string | undefined {
  const parts = ['eventId', 'subscriptionId', 'objectId', 'occurredAt'].map((name) => at(item, name));
  return parts.every((part) => Number.isSafeInteger(part)) ? parts.join('.') : undefined;
}

/** The same of a list, whatever the attempt. */
function listId({ json }: Content): string | undefined {
  const ids = Array.isArray(json) ? json.map(itemId) : [];
  if (ids.length === 0 || ids.includes(undefined)) return undefined;
  return `sha256:${createHash('sha256').update(ids.join()).digest('hex')}`;
}
