import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const intercom: Provider = {
  id: 'intercom',
  name: 'Intercom',
  scheme: hmacScheme({ header: 'X-Hub-Signature', algorithm: 'sha1', prefix: 'sha1=' }),
  content: 'json',
  event: { id: 'body.id', type: 'body.topic', time: 'body.created_at' },
  // Intercom tries the URL when it is saved.
  probe: (method) => (method === 'HEAD' ? { status: 200 } : undefined),
  deadline: 5,
  docs: 'https://developers.intercom.com/docs/webhooks',
};
