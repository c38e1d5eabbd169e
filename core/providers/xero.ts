import { at } from '../field.ts';
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
  // Xero tries the URL ("intent to receive") with no events, rightly and wrongly signed: 200 to the ones, 401 to the others.
  handshake: ({ json }) => {
    const events = at(json, 'events');
    return Array.isArray(events) && events.length === 0 ? { status: 200 } : undefined;
  },
  ack: { status: 200 },
  deadline: 5,
  docs: 'https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/',
};
