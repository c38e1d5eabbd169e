import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const mollie: Provider = {
  id: 'mollie',
  name: 'Mollie',
  scheme: hmacScheme({ header: 'X-Mollie-Signature', prefix: 'sha256=' }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type', time: 'body.createdAt', subject: 'body.entityId' },
  docs: 'https://docs.mollie.com/reference/webhooks-new',
};
