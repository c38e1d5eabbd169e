import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const lemonsqueezy: Provider = {
  id: 'lemonsqueezy',
  name: 'Lemon Squeezy',
  scheme: hmacScheme({ header: 'X-Signature' }),
  content: 'json',
  event: { type: 'body.meta.event_name' },
  docs: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
};
