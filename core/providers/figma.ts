import { credentialScheme } from '../signatures/credential.ts';
import { inJson } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const figma: Provider = {
  id: 'figma',
  name: 'Figma',
  scheme: credentialScheme(inJson('passcode')),
  content: 'json',
  event: { type: 'body.event_type', time: 'body.timestamp', subject: 'body.file_key' },
  docs: 'https://developers.figma.com/docs/rest-api/webhooks-security',
};
