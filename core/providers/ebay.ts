import { createHash } from 'node:crypto';
import { ebayScheme } from '../signatures/ebay.ts';
import type { Provider } from './provider.ts';

export const ebay: Provider<'environment' | 'verificationToken' | 'endpoint'> = {
  id: 'ebay',
  name: 'eBay',
  scheme: ebayScheme,
  settings: {
    environment: {
      says: 'the environment that it sends from',
      form: /^(?:production|sandbox)$/,
      example: 'production',
    },
    verificationToken: {
      says: 'the verification token that you make up and type in beside the endpoint',
      form: /^[A-Za-z0-9_-]{32,80}$/,
      example: 'a-token-of-your-own-of-32-to-80-characters',
    },
    endpoint: {
      says: 'the endpoint as it was typed in',
      form: /^https:\/\/[\x21-\x7e]{1,500}$/,
      example: 'https://hooks.acme.com/webhooks/buyers',
    },
  },
  content: 'json',
  event: {
    id: 'body.notification.notificationId',
    type: 'body.metadata.topic',
    time: 'body.notification.eventDate',
    subject: ['body.notification.data.userId', 'body.notification.data.username'],
  },
  // The answer proves that whoever answers knows the token: it is of use to nobody but who asked with that very code.
  probe: (method, { query }, { verificationToken, endpoint }) => {
    const code = query.get('challenge_code');
    if (method !== 'GET' || !code || !verificationToken || !endpoint) return undefined;
    const challengeResponse = createHash('sha256')
      .update(code)
      .update(verificationToken)
      .update(endpoint)
      .digest('hex');
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ challengeResponse }),
    };
  },
  docs: 'https://developer.ebay.com/marketplace-account-deletion',
};
