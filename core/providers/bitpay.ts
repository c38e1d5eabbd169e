import { credentialScheme } from '../signatures/credential.ts';
import { inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const bitpay: Provider = {
  id: 'bitpay',
  name: 'BitPay',
  scheme: credentialScheme(inQuery('secret')),
  content: 'json',
  // Without extendedNotifications the body is the invoice itself.
  event: { type: ['body.event.name', 'body.status'], subject: ['body.data.id', 'body.id'] },
  // Anything but an empty 200 counts as not delivered.
  ack: { status: 200 },
  docs: 'https://developer.bitpay.com/reference/notifications',
};
