import { credentialScheme } from '../signatures/credential.ts';
import { inJson } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const livechat: Provider = {
  id: 'livechat',
  name: 'LiveChat',
  scheme: credentialScheme(inJson('secret_key')),
  content: 'json',
  event: { type: 'body.action', subject: 'body.organization_id' },
  docs: 'https://platform.text.com/docs/management/webhooks/',
};
