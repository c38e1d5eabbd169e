import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const nango: Provider = {
  id: 'nango',
  name: 'Nango',
  scheme: hmacScheme({ header: 'X-Nango-Hmac-Sha256' }),
  content: 'json',
  event: { type: 'body.type', subject: 'body.connectionId' },
  // Nothing tells one event from the next: a connection that fails twice sends the same body twice.
  repeats: true,
  deadline: 20,
  docs: 'https://nango.dev/docs/guides/platform/webhooks-from-nango',
};
