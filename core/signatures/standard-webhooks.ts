import { createHmac, createPrivateKey, createPublicKey, randomUUID, sign, verify } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp } from './timestamp.ts';

// DER around a raw Ed25519 key (RFC 8410): node:crypto reads no bare 32 bytes.
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

// Each Ed25519 signature is checked over the whole body: a header full of them must not cost more than a rotation does.
const MOST_ASYMMETRIC = 4;

/**
 * Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 (`v1`) and Ed25519 (`v1a`) over "id.timestamp.body".
 * Secrets: `whsec_` + base64 or base64 alone for v1, `whpk_` + base64 for v1a; `sign` also takes the private `whsk_`.
 */
export const standardWebhooksScheme: Scheme = {
  summary: 'Standard Webhooks: HMAC-SHA256 (v1) or Ed25519 (v1a) of "{id}.{timestamp}.{body}", in webhook-signature',

  hmac: {
    header: 'webhook-signature',
    encoding: 'base64',
    separator: ' ',
    prefix: 'v1,',
    timestamp: { header: 'webhook-timestamp' },
    signed: '{header.webhook-id}.{timestamp}.{body}',
    secret: 'base64',
  },

  key(secret) {
    if (secret.startsWith('whpk_')) return publicKey(secret.slice('whpk_'.length));
    return secretKey(secret.replace(/^whsec_/, ''), 'base64');
  },

  verify({ headers, body }, keys, { now, tolerance = 300 }) {
    const { id, timestamp: sentAt, signature } = signedHeaders(headers);
    if (!signature) return refused('missing-signature');
    if (!id) return refused('malformed-signature');
    if (!sentAt) return refused('missing-timestamp');
    const signedAt = parseTimestamp(sentAt);
    if (signedAt === undefined) return refused('malformed-timestamp');

    const list = signature.split(' ');
    const symmetric = signaturesOf(list, 'v1,', 32);
    const asymmetric = signaturesOf(list, 'v1a,', 64).slice(0, MOST_ASYMMETRIC);
    if (symmetric.length + asymmetric.length === 0) return refused('malformed-signature');

    const head = `${id}.${sentAt}.`;
    let key = matchingSecret(symmetric, keys, head, body);
    if (key === -1) key = matchingPublicKey(asymmetric, keys, head, body);
    if (key === -1) return refused('wrong-signature');
    const late = checkTimestamp(signedAt, now, tolerance);
    return late ? refused(late) : { ok: true, key };
  },

  sign(delivery, secret, { now, id = delivery.headers['webhook-id'] ?? `msg_${randomUUID()}` }) {
    const sentAt = formatTimestamp(now);
    const content = Buffer.concat([Buffer.from(`${id}.${sentAt}.`), delivery.body]);
    const signature = secret.startsWith('whsk_')
      ? `v1a,${sign(null, content, privateKey(secret.slice('whsk_'.length))).toString('base64')}`
      : `v1,${createHmac('sha256', requireKey(secret)).update(content).digest('base64')}`;
    return {
      ...delivery,
      headers: { ...delivery.headers, 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signature },
    };
  },
};

/**
 * The three headers that count. Svix and the products built on it send them under a prefix of their own; what stands
 * under the other prefix is not signed, so an event must not be described by it either.
 */
export function signedHeaders(headers: Delivery['headers']) {
  const prefix = headers['webhook-signature'] ? 'webhook' : 'svix';
  return {
    id: headers[`${prefix}-id`],
    timestamp: headers[`${prefix}-timestamp`],
    signature: headers[`${prefix}-signature`],
  };
}

function signaturesOf(list: readonly string[], version: string, length: number): Buffer[] {
  return list
    .filter((entry) => entry.startsWith(version))
    .map((entry) => decodeDigest(entry.slice(version.length), 'base64', length))
    .filter((signature) => signature !== undefined);
}

function matchingSecret(signatures: readonly Buffer[], keys: readonly Key[], head: string, body: Buffer): number {
  if (signatures.length === 0) return -1;
  return matchingKey(signatures, keys, (key) =>
    // A public key cannot have made an HMAC: an empty digest equals no signature.
    key.type === 'secret' ? hmacDigest('sha256', key, [head, body]) : Buffer.alloc(0),
  );
}

function matchingPublicKey(signatures: readonly Buffer[], keys: readonly Key[], head: string, body: Buffer): number {
  if (signatures.length === 0) return -1;
  const content = Buffer.concat([Buffer.from(head), body]);
  return keys.findIndex(
    (key) => key.type === 'public' && signatures.some((signature) => verify(null, content, key, signature)),
  );
}

function publicKey(base64: string): Key | undefined {
  const raw = decodeDigest(base64, 'base64', 32);
  return raw && createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
}

function privateKey(base64: string): Key {
  // Standard Webhooks hands out the 32-byte seed, followed in some libraries by the public key.
  const seed = Buffer.from(base64, 'base64').subarray(0, 32);
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

function requireKey(secret: string): Key {
  const key = standardWebhooksScheme.key(secret);
  if (key?.type !== 'secret') throw new Error('Standard Webhooks signs with whsec_… (at least 16 bytes) or whsk_…');
  return key;
}
