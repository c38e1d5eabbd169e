import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const vercel: Provider = {
  id: 'vercel',
  name: 'Vercel',
  scheme: hmacScheme({ header: 'x-vercel-signature', algorithm: 'sha1' }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type', time: 'body.createdAt' },
  deadline: 30,
  docs: 'https://vercel.com/docs/webhooks/webhooks-api',
};
