import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const zendesk: Provider = {
  id: 'zendesk',
  name: 'Zendesk',
  scheme: hmacScheme({
    header: 'X-Zendesk-Webhook-Signature',
    encoding: 'base64',
    timestamp: { header: 'X-Zendesk-Webhook-Signature-Timestamp', unit: 'rfc3339' },
    signed: '{timestamp}{body}',
  }),
  event: {
    // An id in the body counts in Zendesk's own events only; what a trigger sends may well be the id of a ticket.
    id: 'header.X-Zendesk-Webhook-Invocation-Id',
    type: 'body.type',
    time: 'header.X-Zendesk-Webhook-Signature-Timestamp',
    subject: 'header.X-Zendesk-Account-Id',
  },
  deadline: 10,
  docs: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
};
