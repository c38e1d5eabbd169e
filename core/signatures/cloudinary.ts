import { createHash, timingSafeEqual } from 'node:crypto';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp } from './timestamp.ts';

const ALGORITHMS = { sha1: 20, sha256: 32 } as const;
type Algorithm = keyof typeof ALGORITHMS;

/**
 * Cloudinary (https://cloudinary.com/documentation/notification_signatures): no HMAC, but SHA-1 or, where the account is
 * set to it, SHA-256 of the body, the time and the API secret, one after the other. Each is as long as it is.
 */
export const cloudinaryScheme: Scheme = {
  summary: 'SHA-1 or SHA-256 of "{body}{timestamp}{secret}", hex, in X-Cld-Signature',

  key: (secret) => secretKey(secret),

  verify({ headers, body }, keys, { now, tolerance = 7200 }) {
    const value = headers['x-cld-signature'];
    if (!value) return refused('missing-signature');
    const sentAt = headers['x-cld-timestamp'];
    if (!sentAt) return refused('missing-timestamp');
    const signedAt = parseTimestamp(sentAt);
    if (signedAt === undefined) return refused('malformed-timestamp');
    const algorithm: Algorithm = value.length === 2 * ALGORITHMS.sha256 ? 'sha256' : 'sha1';
    const signature = decodeDigest(value, 'hex', ALGORITHMS[algorithm]);
    if (!signature) return refused('malformed-signature');
    const key = keys.findIndex((candidate) => timingSafeEqual(digest(algorithm, body, sentAt, candidate), signature));
    if (key === -1) return refused('wrong-signature');
    const late = checkTimestamp(signedAt, now, tolerance);
    return late ? refused(late) : { ok: true, key };
  },

  sign(delivery, secret, { now }) {
    const key = secretKey(secret);
    if (!key) throw new Error('an API secret of at least 16 bytes is needed');
    const sentAt = formatTimestamp(now);
    const signature = digest('sha1', delivery.body, sentAt, key).toString('hex');
    return { ...delivery, headers: { ...delivery.headers, 'x-cld-timestamp': sentAt, 'x-cld-signature': signature } };
  },
};

const digest = (algorithm: Algorithm, body: Buffer, sentAt: string, key: Key) =>
  createHash(algorithm).update(body).update(sentAt).update(key.export()).digest();
