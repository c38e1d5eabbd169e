import { hmacScheme } from './hmac.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { standardWebhooksScheme } from './standard-webhooks.ts';

const older = hmacScheme({ header: 'creem-signature' });

/**
 * Creem signs in two ways: Standard Webhooks, with the decoded secret, and before that an HMAC-SHA256 of the body with its
 * text. A delivery that shows the newer is judged by it alone. https://github.com/armitage-labs/creem-sdk
 */
export const creemScheme: Scheme = {
  summary: `${standardWebhooksScheme.summary}; else ${older.summary}`,

  key: (secret) => secretKey(secret),

  async verify(delivery, keys, context) {
    if (!delivery.headers['webhook-signature']) return older.verify(delivery, keys, context);
    const decoded = keys.map(decodedKey);
    const usable = decoded.filter((key) => key !== undefined);
    const verdict = await standardWebhooksScheme.verify(delivery, usable, context);
    const key = verdict.ok ? usable[verdict.key] : undefined;
    return key ? { ok: true, key: decoded.indexOf(key) } : verdict;
  },

  sign: (delivery, secret, context) =>
    (secret.startsWith('whsec_') ? standardWebhooksScheme : older).sign(delivery, secret, context),
};

const decodedKey = (key: Key) => standardWebhooksScheme.key(key.export().toString());
