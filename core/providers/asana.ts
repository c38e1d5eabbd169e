import { at, joined } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const asana: Provider = {
  id: 'asana',
  name: 'Asana',
  scheme: hmacScheme({ header: 'X-Hook-Signature' }),
  content: 'json',
  // A list of events has no one type: a processor that listens to that of the first would never hear of lists in which
  // its own comes second.
  event: { time: 'body.events.0.created_at' },
  batch: {
    items: ({ text }) => jsonItems(text, 'events'),
    event: {
      type: joined('resource.resource_type', 'action'),
      time: 'body.created_at',
      subject: 'body.resource.gid',
    },
  },
  // While a webhook is made, Asana hands over its secret, and wants to see it again.
  enrol: ({ headers }) => {
    const secret = headers['x-hook-secret'];
    return secret ? { secret, answer: { status: 200, headers: { 'x-hook-secret': secret } } } : undefined;
  },
  // A beat of every eight hours holds no events.
  handshake: ({ json }) => {
    const events = at(json, 'events');
    return Array.isArray(events) && events.length === 0 ? { status: 200 } : undefined;
  },
  deadline: 10,
  docs: 'https://developers.asana.com/docs/webhooks-guide',
};
