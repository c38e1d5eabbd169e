import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

const hmac = hmacScheme({ header: 'X-Hmac-Signature', prefix: 'hmac-sha256-hex=' });

export const easypost: Provider = {
  id: 'easypost',
  name: 'EasyPost',
  // The secret is brought into the form NFKD first.
  scheme: {
    ...hmac,
    // Normalizing makes some texts longer, and none of them any better a secret.
    key: (secret) => hmac.key(secret) && hmac.key(secret.normalize('NFKD')),
    sign: (delivery, secret, context) => hmac.sign(delivery, secret.normalize('NFKD'), context),
  },
  content: 'json',
  event: { id: 'body.id', type: 'body.description', time: 'body.created_at', subject: 'body.result.id' },
  docs: 'https://docs.easypost.com/guides/webhooks-guide',
};
