import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const retell: Provider = {
  id: 'retell',
  name: 'Retell AI',
  scheme: hmacScheme({
    header: 'X-Retell-Signature',
    separator: ',',
    prefix: 'd=',
    timestamp: { prefix: 'v=', unit: 'ms' },
    signed: '{body}{timestamp}',
  }),
  // Nothing separates body and time; a body that is an object ends where it ends.
  content: 'json',
  event: { type: 'body.event', subject: 'body.call.call_id' },
  docs: 'https://docs.retellai.com/features/secure-webhook',
};
