import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const dropbox: Provider = {
  id: 'dropbox',
  name: 'Dropbox',
  scheme: hmacScheme({ header: 'X-Dropbox-Signature' }),
  content: 'json',
  // A notification only says whose files changed: the next change of the same account looks just the same.
  event: { subject: 'body.list_folder.accounts.0' },
  repeats: true,
  probe: (method, { query }) => {
    const challenge = query.get('challenge');
    if (method !== 'GET' || challenge === null) return undefined;
    const headers = { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' };
    return { status: 200, headers, body: challenge };
  },
  deadline: 10,
  docs: 'https://www.dropbox.com/developers/reference/webhooks',
};
