import { joined } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const modernTreasury: Provider = {
  id: 'modern-treasury',
  name: 'Modern Treasury',
  scheme: hmacScheme({ header: 'X-Signature' }),
  content: 'json',
  event: {
    type: joined('data.object', 'event'),
    time: 'body.data.updated_at',
    subject: 'body.data.id',
  },
  docs: 'https://docs.moderntreasury.com/platform/docs/webhooks',
};
