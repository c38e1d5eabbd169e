import { createHmac } from 'node:crypto';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { checkTimestamp, parseTimestamp } from './timestamp.ts';

const HEADER = 'gcms-signature';

/**
 * Hygraph: HMAC-SHA256 of a JSON text that holds the body as a string, in `sign=<base64>, env=<environment>, t=<ms>`.
 * https://hygraph.com/docs/guides/webhooks/webhooks-overview
 */
export const hygraphScheme: Scheme = {
  summary: 'HMAC-SHA256 of {"Body","EnvironmentName","TimeStamp"}, base64, in gcms-signature',

  key: (secret) => secretKey(secret),

  // Hygraph's library sets no limit to the age, and nobody says whether a delivery that is tried again is signed again.
  verify({ headers, body }, keys, { now, tolerance = 3600 }) {
    const value = headers[HEADER];
    if (!value) return refused('missing-signature');
    const parts = value.length <= LONGEST ? value.split(', ') : [];
    const [sign = '', env = '', time = ''] = parts;
    if (parts.length !== 3 || !sign.startsWith('sign=') || !env.startsWith('env='))
      return refused('malformed-signature');
    const signature = decodeDigest(sign.slice('sign='.length), 'base64', 32);
    if (!signature) return refused('malformed-signature');
    const sentAt = time.startsWith('t=') ? time.slice('t='.length) : '';
    const signedAt = /^[1-9]/.test(sentAt) ? parseTimestamp(sentAt, 'ms') : undefined;
    if (signedAt === undefined) return refused('malformed-timestamp');
    const environment = env.slice('env='.length);
    const key = matchingKey([signature], keys, (candidate) => digest(candidate, body, environment, sentAt));
    if (key === -1) return refused('wrong-signature');
    const late = checkTimestamp(signedAt, now, tolerance);
    return late ? refused(late) : { ok: true, key };
  },

  sign(delivery, secret, { now }) {
    const key = secretKey(secret);
    if (!key) throw new Error('Hygraph signs with a secret of at least 16 bytes');
    const signature = digest(key, delivery.body, 'master', String(now)).toString('base64');
    return { ...delivery, headers: { ...delivery.headers, [HEADER]: `sign=${signature}, env=master, t=${now}` } };
  },
};

// A digest, a moment and the name of an environment are far shorter.
const LONGEST = 500;

function digest(key: Key, body: Buffer, environment: string, sentAt: string): Buffer {
  // JSON escapes nothing beyond ASCII: a byte for a character keeps every byte, also such as are no UTF-8.
  const escaped = Buffer.from(JSON.stringify(body.toString('latin1')), 'latin1');
  return createHmac('sha256', key)
    .update('{"Body":')
    .update(escaped)
    .update(`,"EnvironmentName":${JSON.stringify(environment)},"TimeStamp":${sentAt}}`)
    .digest();
}
