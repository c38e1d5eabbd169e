import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const square: Provider = {
  id: 'square',
  name: 'Square',
  // The older x-square-signature is an HMAC-SHA1 with the same key: it is not asked for.
  scheme: hmacScheme({ header: 'x-square-hmacsha256-signature', encoding: 'base64', signed: '{url}{body}' }),
  // Nothing separates URL and body; a body that is whole JSON cannot have been cut anywhere else.
  content: 'json',
  event: { id: 'body.event_id', type: 'body.type', time: 'body.created_at', subject: 'body.merchant_id' },
  deadline: 10,
  docs: 'https://developer.squareup.com/docs/webhooks/step3validate',
};
