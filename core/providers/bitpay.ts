import { credentialScheme } from '../signatures/credential.ts';
import { inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const bitpay: Provider = {
  id: 'bitpay',
  name: 'BitPay',
  scheme: credentialScheme(inQuery('secret')),
  content: 'json',
  event: { type: 'body.event.name', subject: 'body.data.id' },
  docs: 'https://developer.bitpay.com/docs/webhooks',
};
