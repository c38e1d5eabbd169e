import { credentialScheme } from '../signatures/credential.ts';
import { inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const gumroad: Provider = {
  id: 'gumroad',
  name: 'Gumroad',
  scheme: credentialScheme(inQuery('secret')),
  content: 'form',
  event: { type: 'form.resource_name', time: 'form.sale_timestamp', subject: 'form.product_id' },
  docs: 'https://gumroad.com/ping',
};
