import { credentialScheme } from '../signatures/credential.ts';
import { inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const jotform: Provider = {
  id: 'jotform',
  name: 'Jotform',
  scheme: credentialScheme(inQuery('secret')),
  // The body is multipart/form-data, which is left to the processor; no two submissions look the same.
  event: {},
  docs: 'https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/',
};
