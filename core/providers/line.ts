import { at } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import { onlyItem } from './only-item.ts';
import type { Provider } from './provider.ts';

export const line: Provider = {
  id: 'line',
  name: 'LINE Messaging API',
  scheme: hmacScheme({ header: 'x-line-signature', encoding: 'base64' }),
  content: 'json',
  // A list of events has no one type: a processor that listens to that of the first would never hear of lists in which
  // its own comes second.
  event: { id: onlyItem('events', 'webhookEventId'), time: 'body.events.0.timestamp', subject: 'body.destination' },
  batch: {
    items: ({ text }) => jsonItems(text, 'events'),
    event: { id: 'body.webhookEventId', type: 'body.type', time: 'body.timestamp', subject: 'body.source.userId' },
  },
  // "Verify" in the console sends a list of no events.
  handshake: ({ json }) => {
    const events = at(json, 'events');
    return Array.isArray(events) && events.length === 0 ? { status: 200 } : undefined;
  },
  docs: 'https://developers.line.biz/en/docs/messaging-api/receiving-messages/',
};
