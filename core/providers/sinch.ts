import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const sinch: Provider = {
  id: 'sinch',
  name: 'Sinch (Conversation API)',
  scheme: hmacScheme({
    header: 'x-sinch-webhook-signature',
    encoding: 'base64',
    timestamp: { header: 'x-sinch-webhook-signature-timestamp' },
    signed: '{body}.{header.x-sinch-webhook-signature-nonce}.{timestamp}',
  }),
  content: 'json',
  event: {
    type: ({ json }) => memberOf(json),
    time: ['body.event_time', 'body.accepted_time'],
    subject: 'body.app_id',
  },
  docs: 'https://developers.sinch.com/docs/conversation/callbacks/',
};

/** The member that holds the event is called after what happened; the rest are texts. */
function memberOf(json: unknown): string | undefined {
  if (typeof at(json, 'app_id') !== 'string') return undefined;
  return Object.entries(Object(json)).find(([, value]) => typeof value === 'object' && value !== null)?.[0];
}
