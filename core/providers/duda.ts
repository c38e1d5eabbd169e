import { hmacScheme } from '../signatures/hmac.ts';
import { secretKey } from '../signatures/secret-key.ts';
import type { Provider } from './provider.ts';

const hmac = hmacScheme({
  header: 'x-duda-signature',
  encoding: 'base64',
  timestamp: { header: 'x-duda-signature-timestamp', unit: 'ms' },
  signed: '{timestamp}.{body}',
});

const decoded = (secret: string) => Buffer.from(secret, 'base64').toString();

export const duda: Provider = {
  id: 'duda',
  name: 'Duda',
  // Duda's library takes the decoded secret for a text: bytes that are no UTF-8 become replacement characters.
  scheme: {
    ...hmac,
    key: (secret) => secretKey(secret, 'base64') && hmac.key(decoded(secret)),
    sign: (delivery, secret, context) => hmac.sign(delivery, decoded(secret), context),
  },
  content: 'json',
  event: {
    type: 'body.event_type',
    time: 'body.event_timestamp',
    subject: ['body.resource_data.site_name', 'body.resource_data.account_name'],
  },
  docs: 'https://developer.duda.co/docs/webhooks',
};
