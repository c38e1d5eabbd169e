import { credentialScheme } from '../signatures/credential.ts';
import { inJson } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const aircall: Provider = {
  id: 'aircall',
  name: 'Aircall',
  scheme: credentialScheme(inJson('token')),
  content: 'json',
  event: { type: 'body.event', time: 'body.timestamp', subject: 'body.data.id' },
  docs: 'https://developer.aircall.io/docs/webhooks-overview',
};
