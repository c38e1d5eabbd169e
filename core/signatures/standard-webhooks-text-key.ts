import { hmacScheme } from './hmac.ts';

/** Standard Webhooks of senders that take the text of their secret for the key, `whsec_` and all, and decode nothing. */
export const standardWebhooksWithTextKey = hmacScheme({
  header: 'webhook-signature',
  encoding: 'base64',
  separator: ' ',
  prefix: 'v1,',
  timestamp: { header: 'webhook-timestamp' },
  signed: '{header.webhook-id}.{timestamp}.{body}',
});
