import type { X509Certificate } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { certificatesIn, commonNameOf, isTrustedChain } from './certificate.ts';
import { crc32 } from './crc32.ts';
import { decodeCanonical } from './decode-digest.ts';
import { fitting, generatePair, isSignedBy, publicKey, signWith } from './public-key.ts';
import type { Key, Scheme, VerifyContext } from './scheme.ts';
import { checkTimestamp, parseTimestamp } from './timestamp.ts';

const LONGEST_SIGNATURE = 1024;

/** PayPal goes on for three days, and nobody says that it signs a new time when it tries again. */
const TOLERANCE_SECONDS = 259_200;

/** Matched against the text itself, so that no two readers of URLs can differ on it. */
const CERT_URL = /^https:\/\/api(?:-m)?(\.sandbox)?\.paypal\.com\/v1\/notifications\/certs\/CERT-[A-Za-z0-9-]{1,200}$/;

/** https://github.com/paypal/PayPal-Java-SDK/blob/master/rest-api-sdk/src/main/java/com/paypal/base/SSLUtil.java */
const SUBJECT = 'messageverificationcerts';

/**
 * PayPal (https://developer.paypal.com/api/rest/webhooks/rest/#link-selfverificationmethod): RSA-SHA256 of "transmission
 * id|time|webhook id|CRC-32 of the body", by the key of a certificate that PayPal serves. A pinned public key takes its place.
 */
export const paypalScheme: Scheme = {
  summary:
    'RSA-SHA256 of "{transmission id}|{time}|{webhook id}|{CRC-32 of the body}", base64, in PayPal-Transmission-Sig',
  secretless: true,
  loads: true,

  key: (secret) => publicKey(secret, 'RS256'),

  async verify(delivery, keys, context) {
    const { headers } = delivery;
    const value = headers['paypal-transmission-sig'];
    if (!value) return refused('missing-signature');
    const id = headers['paypal-transmission-id'];
    const sentAt = headers['paypal-transmission-time'];
    const webhookId = context.settings?.webhookId;
    if (!sentAt) return refused('missing-timestamp');
    const signedAt = parseTimestamp(sentAt, 'rfc3339');
    if (signedAt === undefined) return refused('malformed-timestamp');
    const signature = value.length <= LONGEST_SIGNATURE ? decodeCanonical(value, 'base64') : undefined;
    const isKnown = headers['paypal-auth-algo'] === 'SHA256withRSA';
    // A bar in the id would move the borders of what is signed.
    if (!signature || !id || id.includes('|') || !webhookId || !isKnown) return refused('malformed-signature');

    const candidates = keys.length > 0 ? keys : await keysAt(headers['paypal-cert-url'] ?? '', context);
    const content = contentOf(id, sentAt, webhookId, delivery);
    const key = candidates.findIndex((candidate) => isSignedBy(candidate, 'RS256', content, signature));
    if (key === -1) return refused('wrong-signature');
    const late = checkTimestamp(signedAt, context.now, context.tolerance ?? TOLERANCE_SECONDS);
    return late ? refused(late) : { ok: true, key };
  },

  sign(delivery, secret, { now, id = delivery.headers['paypal-transmission-id'] ?? 'local', settings }) {
    const sentAt = new Date(now).toISOString();
    const content = contentOf(id, sentAt, settings?.webhookId ?? '', delivery);
    const headers = {
      ...delivery.headers,
      'paypal-transmission-id': id,
      'paypal-transmission-time': sentAt,
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-cert-url': 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-local',
      'paypal-transmission-sig': signWith(secret, 'RS256', content).toString('base64'),
    };
    return { ...delivery, headers };
  },

  generate: () => generatePair('RS256'),
};

const contentOf = (id: string, sentAt: string, webhookId: string, { body }: Delivery) =>
  Buffer.from(`${id}|${sentAt}|${webhookId}|${crc32(body)}`);

/** The key of the certificate at an address of PayPal's, when the certificate is PayPal's too, and none otherwise. */
async function keysAt(url: string, { load, trustedRoots, now }: VerifyContext): Promise<readonly Key[]> {
  const [, sandbox = ''] = CERT_URL.exec(url) ?? [undefined, undefined];
  if (!load || !trustedRoots || !CERT_URL.test(url)) return [];
  const { status, text } = await load({ url });
  const chain = status === 200 ? certificatesIn(text) : [];
  const leaf: X509Certificate | undefined = chain[0];
  if (!leaf || commonNameOf(leaf) !== `${SUBJECT}${sandbox}.paypal.com`) return [];
  const key = isTrustedChain(chain, trustedRoots(), now) ? fitting(leaf.publicKey, 'RS256') : undefined;
  return key ? [key] : [];
}
