import { createHash } from 'node:crypto';
import { isFormType } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';

const HEADER = 'x-twilio-signature';
const DIGEST_BYTES = 20;

/**
 * Twilio (https://www.twilio.com/docs/usage/security): HMAC-SHA1 of the URL it requested, followed by each form
 * parameter's name and value in order of the names. Any other body is bound through `bodySHA256` in the signed URL; one
 * that is not bound is refused, since anybody could have put it under a signature seen elsewhere.
 */
export const twilioScheme: Scheme = {
  summary: 'HMAC-SHA1 of the URL and the sorted form parameters, base64, in X-Twilio-Signature',

  key: (secret) => secretKey(secret),

  verify(delivery, keys) {
    const value = delivery.headers[HEADER];
    if (!value) return refused('missing-signature');
    const signature = decodeDigest(value, 'base64', DIGEST_BYTES);
    if (!signature) return refused('malformed-signature');

    const bodyDigest = URL.parse(delivery.url)?.searchParams.get('bodySHA256') ?? undefined;
    const bound = bodyDigest !== undefined || isForm(delivery) || delivery.body.length === 0;
    if (!bound) return refused('body-not-signed');
    if (bodyDigest !== undefined && bodyDigest.toLowerCase() !== sha256(delivery.body))
      return refused('wrong-signature');

    const parameters = bodyDigest === undefined ? sortedParameters(delivery) : '';
    for (const url of urlsSignedFor(delivery.url)) {
      const key = matchingKey([signature], keys, (candidate) => digest(candidate, url + parameters));
      if (key !== -1) return { ok: true, key };
    }
    return refused('wrong-signature');
  },

  sign(delivery, secret) {
    const key = secretKey(secret);
    if (!key) throw new Error('a Twilio auth token of at least 16 bytes is needed');
    const bound = isForm(delivery) || delivery.body.length === 0 ? delivery : bindBody(delivery);
    const signature = digest(key, bound.url + sortedParameters(bound)).toString('base64');
    return { ...bound, headers: { ...bound.headers, [HEADER]: signature } };
  },
};

/** A repeated parameter counts once for each of its different values, and its values are sorted too. */
function sortedParameters(delivery: Delivery): string {
  if (!isForm(delivery)) return '';
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(delivery.body.toString('utf8')))
    values.set(name, (values.get(name) ?? new Set()).add(value));
  const sorted = (texts: Iterable<string>) => [...texts].sort();
  return sorted(values.keys())
    .flatMap((name) => sorted(values.get(name) ?? []).map((value) => name + value))
    .join('');
}

/**
 * Twilio signs the URL with or without the default port, depending on the product, and as it was typed or as a client
 * normalizes it: the same resource every time. These are the forms that its own library tries, but for one of old Node.
 * https://github.com/twilio/twilio-node/blob/main/src/webhooks/webhooks.ts
 */
function urlsSignedFor(requested: string): ReadonlySet<string> {
  const normalized = URL.parse(requested)?.href ?? requested;
  return new Set([requested, ...withAndWithoutPort(requested), ...withAndWithoutPort(normalized)]);
}

function withAndWithoutPort(url: string): string[] {
  const [, scheme, user = '', host, port, rest] = AUTHORITY.exec(url) ?? [];
  if (scheme === undefined) return [];
  const defaultPort = scheme.toLowerCase() === 'https://' ? ':443' : ':80';
  return [scheme + user + host + rest, scheme + user + host + (port ?? defaultPort) + rest];
}

// Host names in brackets are IPv6 addresses, whose colons start no port.
const AUTHORITY = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#@]*@)?(\[[^\]/?#]*\]|[^:/?#]*)(:\d*)?(.*)$/is;

function bindBody(delivery: Delivery): Delivery {
  const separator = delivery.url.includes('?') ? '&' : '?';
  return { ...delivery, url: `${delivery.url}${separator}bodySHA256=${sha256(delivery.body)}` };
}

const isForm = ({ headers }: Delivery) => isFormType(headers['content-type'] ?? '');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const digest = (key: Key, text: string) => hmacDigest('sha1', key, [text]);
