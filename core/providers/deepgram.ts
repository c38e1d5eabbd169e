import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const deepgram: Provider = {
  id: 'deepgram',
  name: 'Deepgram',
  scheme: credentialScheme(asBasicAuth),
  content: 'json',
  event: { id: 'body.metadata.request_id', time: 'body.metadata.created' },
  docs: 'https://developers.deepgram.com/docs/callback',
};
