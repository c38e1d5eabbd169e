import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp } from './timestamp.ts';

const SIGNATURE = 'x-contentful-signature';
const TIMESTAMP = 'x-contentful-timestamp';
const SIGNED_HEADERS = 'x-contentful-signed-headers';

/** Contentful lists its own few headers and those that a webhook was given: https://www.contentful.com/help/webhooks/ */
const MOST_HEADERS = 100;

/**
 * Contentful's request verification (https://www.contentful.com/developers/docs/webhooks/request-verification/):
 * HMAC-SHA256 of method, path, the listed headers and body, in hex. The list has to name the time and itself: what it does
 * not name, anybody may have changed.
 */
export const contentfulScheme: Scheme = {
  summary: 'HMAC-SHA256 of method, path, the listed headers and body, hex, in X-Contentful-Signature',

  key: (secret) => secretKey(secret),

  verify(delivery, keys, { now, tolerance = 30 }) {
    const { [SIGNATURE]: value, [TIMESTAMP]: sentAt } = delivery.headers;
    if (!value) return refused('missing-signature');
    const signature = decodeDigest(value, 'hex', 32);
    const signed = signedHeaderNames(delivery.headers);
    if (!signature || !signed.includes(TIMESTAMP) || !signed.includes(SIGNED_HEADERS))
      return refused('malformed-signature');
    if (!sentAt) return refused('missing-timestamp');
    const signedAt = parseTimestamp(sentAt, 'ms');
    if (signedAt === undefined) return refused('malformed-timestamp');
    const head = canonicalHead(delivery, signed);
    const key = matchingKey([signature], keys, (candidate) => digest(candidate, head, delivery.body));
    if (key === -1) return refused('wrong-signature');
    const late = checkTimestamp(signedAt, now, tolerance);
    return late ? refused(late) : { ok: true, key };
  },

  sign(delivery, secret, { now }) {
    const key = secretKey(secret);
    if (!key) throw new Error('a signing secret of at least 16 bytes is needed');
    const own = Object.keys(delivery.headers).filter((name) => name.startsWith('x-contentful-'));
    const signed = [...own, SIGNED_HEADERS, TIMESTAMP].sort();
    const headers = {
      ...delivery.headers,
      [SIGNED_HEADERS]: signed.join(','),
      [TIMESTAMP]: formatTimestamp(now, 'ms'),
    };
    const signature = digest(key, canonicalHead({ ...delivery, headers }, signed), delivery.body).toString('hex');
    return { ...delivery, headers: { ...headers, [SIGNATURE]: signature } };
  },
};

/** The names of the headers that a delivery says are signed, in lower case; none when there are too many. */
export function signedHeaderNames({ [SIGNED_HEADERS]: list = '' }: Delivery['headers']): readonly string[] {
  if (list.length > MOST_HEADERS * 100) return [];
  return list.split(',', MOST_HEADERS).map((name) => name.trim().toLowerCase());
}

function canonicalHead({ method, url, headers }: Delivery, signed: readonly string[]): string {
  const listed = [...new Set(signed)].sort().flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [`${name}:${value.trim()}`];
  });
  return `${method}\n${encodedPath(url)}\n${listed.join(';')}\n`;
}

/** Contentful escapes the query as a whole, and then the path with it once more. */
function encodedPath(url: string): string {
  const [path = '', ...search] = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').split('?');
  const query = search.join('?').toWellFormed();
  return encodeURI(path.toWellFormed() + (query && `?${encodeURIComponent(query)}`));
}

const digest = (key: Key, head: string, body: Buffer) => hmacDigest('sha256', key, [head, body]);
