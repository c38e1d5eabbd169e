import { at, joined } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const xero: Provider = {
  id: 'xero',
  name: 'Xero',
  scheme: hmacScheme({ header: 'x-xero-signature', encoding: 'base64' }),
  content: 'json',
  // A list of events has no one type: a processor that listens to that of the first would never hear of lists in which
  // its own comes second.
  event: {},
  batch: {
    items: ({ text }) => jsonItems(text, 'events'),
    event: {
      type: joined('eventCategory', 'eventType'),
      // Xero's times are UTC, and do not say so.
      time: ({ json }) => {
        const time = at(json, 'eventDateUtc');
        return typeof time === 'string' ? time.replace(/(:\d\d(?:\.\d+)?)$/, '$1Z') : undefined;
      },
      subject: 'body.tenantId',
    },
  },
  // Xero tries the URL ("intent to receive") with no events, rightly and wrongly signed: 200 to the ones, 401 to the others.
  handshake: ({ json }) => {
    const events = at(json, 'events');
    return Array.isArray(events) && events.length === 0 ? { status: 200 } : undefined;
  },
  ack: { status: 200 },
  deadline: 5,
  docs: 'https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/',
};
