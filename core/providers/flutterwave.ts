import { credentialScheme } from '../signatures/credential.ts';
import { inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const flutterwave: Provider = {
  id: 'flutterwave',
  name: 'Flutterwave',
  scheme: credentialScheme(inHeader('verif-hash')),
  content: 'json',
  event: { type: 'body.event', time: 'body.data.created_at', subject: 'body.data.tx_ref' },
  docs: 'https://developer.flutterwave.com/docs/webhooks',
};
