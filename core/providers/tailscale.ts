import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const tailscale: Provider = {
  id: 'tailscale',
  name: 'Tailscale',
  scheme: hmacScheme({
    header: 'Tailscale-Webhook-Signature',
    separator: ',',
    prefix: 'v1=',
    timestamp: { prefix: 't=' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  // A list of events has no one type: a processor that listens to that of the first would never hear of lists in which
  // its own comes second.
  event: {},
  batch: {
    items: ({ text }) => jsonItems(text),
    event: { type: 'body.type', time: 'body.timestamp', subject: 'body.tailnet' },
  },
  docs: 'https://tailscale.com/kb/1213/webhooks',
};
