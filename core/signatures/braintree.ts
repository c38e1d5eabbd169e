import { createHash, createSecretKey } from 'node:crypto';
import { readContent } from '../content.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';

/** What Braintree's probe asks to be signed: https://developer.paypal.com/braintree/docs/guides/webhooks/create */
export const BRAINTREE_CHALLENGE = /^[a-f0-9]{20,32}$/;

const PAYLOAD = /^[A-Za-z0-9+=/\n]+$/;

/** One for each of the account's keys. */
const MOST_SIGNATURES = 20;

/**
 * Braintree: HMAC-SHA1 of the payload, both in a form, with the SHA-1 of the private key as the key. The probe gets any
 * challenge signed with that key, so a payload that could be a challenge is refused, whatever its signature.
 */
export const braintreeScheme: Scheme = {
  summary:
    'HMAC-SHA1 of bt_payload, keyed with the SHA-1 of the private key, hex, in bt_signature behind the public key',

  key(secret) {
    return secretKey(secret) && createSecretKey(createHash('sha1').update(secret).digest());
  },

  verify(delivery, keys, { settings }) {
    const { form } = readContent(delivery);
    const [pairs, ...otherPairs] = form?.getAll('bt_signature') ?? [];
    const [payload, ...otherPayloads] = form?.getAll('bt_payload') ?? [];
    if (!pairs) return refused('missing-signature');
    // In a form that says something twice, one reader would take the first and another the last.
    if (otherPairs.length > 0 || otherPayloads.length > 0) return refused('malformed-signature');
    if (!payload || !PAYLOAD.test(payload) || BRAINTREE_CHALLENGE.test(payload)) return refused('body-not-signed');
    const signatures = signaturesOf(pairs, settings?.publicKey);
    if (signatures.length === 0) return refused('malformed-signature');
    // A form may have lost the last line break, which is signed.
    for (const text of [payload, `${payload}\n`]) {
      const key = matchingKey(signatures, keys, (candidate) => braintreeDigest(candidate, text));
      if (key !== -1) return { ok: true, key };
    }
    return refused('wrong-signature');
  },

  sign(delivery, secret, { settings }) {
    const key = braintreeScheme.key(secret);
    if (!key) throw new Error('a private key of at least 16 bytes is needed');
    const { form } = readContent(delivery);
    const signature = braintreeDigest(key, form?.get('bt_payload') ?? '').toString('hex');
    const signed = new URLSearchParams({ bt_signature: `${settings?.publicKey}|${signature}` });
    for (const [name, value] of form ?? []) if (name !== 'bt_signature') signed.append(name, value);
    return { ...delivery, body: Buffer.from(signed.toString()) };
  },
};

/** Those that name our public key. */
function signaturesOf(pairs: string, publicKey: string | undefined): Buffer[] {
  if (!publicKey) return [];
  return pairs
    .split('&', MOST_SIGNATURES)
    .filter((pair) => pair.startsWith(`${publicKey}|`))
    .map((pair) => decodeDigest(pair.slice(publicKey.length + 1), 'hex', 20))
    .filter((signature) => signature !== undefined);
}

/** What Braintree signs payloads with, and wants challenges signed with. */
export const braintreeDigest = (key: Key, text: string) => hmacDigest('sha1', key, [text]);
