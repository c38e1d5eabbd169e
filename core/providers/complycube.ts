import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const complycube: Provider = {
  id: 'complycube',
  name: 'ComplyCube',
  scheme: hmacScheme({ header: 'ComplyCube-Signature' }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type', time: 'body.createdAt', subject: 'body.payload.id' },
  docs: 'https://docs.complycube.com/documentation/guides/webhooks',
};
