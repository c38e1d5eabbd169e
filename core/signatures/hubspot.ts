import { createHash } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused, type Verdict } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { hmacScheme, matchingKey } from './hmac.ts';
import type { Key, Scheme } from './scheme.ts';

const V3_HEADER = 'x-hubspot-signature-v3';
const HEADER = 'x-hubspot-signature';
const VERSION_HEADER = 'x-hubspot-signature-version';

const v3 = hmacScheme({
  header: 'X-HubSpot-Signature-v3',
  encoding: 'base64',
  timestamp: { header: 'X-HubSpot-Request-Timestamp', unit: 'ms' },
  signed: '{method}{url}{body}{timestamp}',
});

/**
 * HubSpot (https://developers.hubspot.com/docs/guides/apps/authentication/validating-requests). Where a v3 header is
 * there, in whatever state, only v3 counts: v1 and v2 sign no time, and are plain digests of secret and content, so that
 * whoever has seen one can append to what was signed (the bytes in between are no JSON, which is why such a body is
 * refused as unreadable). They still count alone, since subscriptions of the CRM may come with v1 only. Taking the v3
 * header away from a request gains a forger a replay, which its digest shows to be one, and no other body.
 */
export const hubspotScheme: Scheme = {
  summary: `${v3.summary}; without it SHA-256 of secret and body (v1), or of secret, method, URL and body (v2)`,

  key: v3.key,

  async verify(delivery, keys, context) {
    if (delivery.headers[V3_HEADER] === undefined) return verifyOlder(delivery, keys);
    for (const url of new Set([decodedUrl(delivery.url), delivery.url])) {
      const verdict = await v3.verify({ ...delivery, url }, keys, context);
      if (verdict.ok || verdict.cause !== 'wrong-signature') return verdict;
    }
    return refused('wrong-signature');
  },

  sign(delivery, secret, context) {
    const { headers } = v3.sign({ ...delivery, url: decodedUrl(delivery.url) }, secret, context);
    return { ...delivery, headers };
  },
};

function verifyOlder({ method, url, headers, body }: Delivery, keys: readonly Key[]): Verdict {
  const value = headers[HEADER];
  if (!value) return refused('missing-signature');
  const signature = decodeDigest(value, 'hex', 32);
  const version = headers[VERSION_HEADER];
  if (!signature || (version !== 'v1' && version !== 'v2')) return refused('malformed-signature');
  const head = version === 'v1' ? '' : method + url;
  const key = matchingKey([signature], keys, (candidate) =>
    createHash('sha256').update(candidate.export()).update(head).update(body).digest(),
  );
  return key === -1 ? refused('wrong-signature') : { ok: true, key };
}

/** HubSpot signs the URL with these escapes decoded, and all others as they are. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

const decodedUrl = (url: string) => url.replace(/%[0-9a-f]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code);
