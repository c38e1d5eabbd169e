import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const squarespace: Provider = {
  id: 'squarespace',
  name: 'Squarespace',
  scheme: hmacScheme({ header: 'Squarespace-Signature', secret: 'hex' }),
  content: 'json',
  event: { id: 'body.id', type: 'body.topic', time: 'body.createdOn', subject: 'body.websiteId' },
  docs: 'https://developers.squarespace.com/webhooks/overview',
};
