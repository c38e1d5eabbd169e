import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const helpscout: Provider = {
  id: 'helpscout',
  name: 'Help Scout',
  scheme: hmacScheme({ header: 'X-HelpScout-Signature', algorithm: 'sha1', encoding: 'base64' }),
  content: 'json',
  event: { type: 'header.X-HelpScout-Event', subject: 'body.id' },
  docs: 'https://developer.helpscout.com/webhooks/',
};
