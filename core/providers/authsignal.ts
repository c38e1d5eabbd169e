import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const authsignal: Provider = {
  id: 'authsignal',
  name: 'Authsignal',
  scheme: hmacScheme({
    header: 'X-Signature-V2',
    encoding: 'base64-unpadded',
    separator: ',',
    prefix: 'v2=',
    timestamp: { prefix: 't=' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type', time: 'body.time', subject: 'body.data.userId' },
  docs: 'https://docs.authsignal.com/advanced-usage/webhooks',
};
