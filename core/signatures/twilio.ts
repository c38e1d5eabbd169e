import { createHash, createHmac } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { matchingKey } from './hmac.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';

const HEADER = 'x-twilio-signature';
const DEFAULT_PORTS: Record<string, string> = { 'https:': '443', 'http:': '80' };

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
    const signature = Buffer.from(value, 'base64');
    if (value.length > 64 || signature.length !== 20) return refused('malformed-signature');

    const parameters = signedParameters(delivery);
    if (parameters === undefined) return refused('body-not-signed');
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
    const signature = digest(key, bound.url + (signedParameters(bound) ?? '')).toString('base64');
    return { ...bound, headers: { ...bound.headers, [HEADER]: signature } };
  },
};

/** The text that the form's parameters add to the URL; `undefined` when there is a body that the signature misses. */
function signedParameters(delivery: Delivery): string | undefined {
  const bodyDigest = new URL(delivery.url).searchParams.get('bodySHA256');
  if (bodyDigest !== null) return bodyDigest.toLowerCase() === sha256(delivery.body) ? '' : undefined;
  if (isForm(delivery)) return sortedParameters(delivery.body);
  return delivery.body.length === 0 ? '' : undefined;
}

function sortedParameters(body: Buffer): string {
  const form = new URLSearchParams(body.toString('utf8'));
  const names = [...new Set(form.keys())].sort();
  // A repeated name counts once for each of its different values, and the values are sorted too.
  const pairs = names.flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value));
  return pairs.join('');
}

/** Twilio signs the URL with or without the default port, depending on the product: the same resource either way. */
function urlsSignedFor(requested: string): string[] {
  const url = new URL(requested);
  const [, origin = '', rest = ''] = /^([a-z]+:\/\/[^/?#]*)(.*)$/i.exec(requested) ?? [];
  if (url.port) return [requested, origin.replace(/:\d+$/, '') + rest];
  return [requested, `${origin}:${DEFAULT_PORTS[url.protocol]}${rest}`];
}

function bindBody(delivery: Delivery): Delivery {
  const separator = delivery.url.includes('?') ? '&' : '?';
  return { ...delivery, url: `${delivery.url}${separator}bodySHA256=${sha256(delivery.body)}` };
}

const isForm = ({ headers }: Delivery) => /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const digest = (key: Key, text: string) => createHmac('sha1', key).update(text).digest();
