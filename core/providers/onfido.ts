import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const onfido: Provider = {
  id: 'onfido',
  name: 'Onfido',
  scheme: hmacScheme({ header: 'X-SHA2-Signature' }),
  content: 'json',
  event: {
    type: 'body.payload.action',
    time: 'body.payload.object.completed_at_iso8601',
    subject: 'body.payload.object.id',
  },
  docs: 'https://documentation.onfido.com/api/latest/',
};
