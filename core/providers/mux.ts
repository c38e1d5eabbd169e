import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const mux: Provider = {
  id: 'mux',
  name: 'Mux',
  scheme: hmacScheme({
    header: 'Mux-Signature',
    separator: ',',
    prefix: 'v1=',
    timestamp: { prefix: 't=' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type' },
  deadline: 5,
  docs: 'https://www.mux.com/docs/core/verify-webhook-signatures',
};
