import type { X509Certificate } from 'node:crypto';
import { readContent } from '../content.ts';
import { at } from '../field.ts';
import { refused } from '../verdict.ts';
import { certificatesOf, isIssuedBy, isValidAt } from './certificate.ts';
import { hasExtension } from './certificate-extension.ts';
import { decodeCanonical } from './decode-digest.ts';
import { type Jwt, jwtClaims, readJwt, signerOf, writeJwt } from './jwt.ts';
import { fitting, generatePair, publicKey } from './public-key.ts';
import type { Key, Scheme, VerifyContext } from './scheme.ts';

/** SHA-256 of Apple Root CA - G3, https://www.apple.com/certificateauthority/ */
const APPLE_ROOT_G3 = '63343abfb89a6a03ebb57e9b3f5fa7be7c4f5c756f3017b3a8c488c3653e9179';

/** What Apple's certificates for receipts, and those of their issuer, are marked with: every developer's lead to its root. */
const RECEIPT_SIGNING = '1.2.840.113635.100.6.11.1';
const DEVELOPER_RELATIONS = '1.2.840.113635.100.6.2.1';

const LONGEST = 1_000_000;

/**
 * App Store Server Notifications V2 (https://developer.apple.com/documentation/appstoreservernotifications): a JWS by ES256
 * as `signedPayload`, whose certificates come along and lead to Apple's root. A pinned public key takes their place.
 * @param rootFingerprint - SHA-256 of the one trusted root, in hex
 */
export const appleScheme = (rootFingerprint: string = APPLE_ROOT_G3): Scheme => ({
  summary: "a JWS (ES256) as the body's signedPayload, by certificates that lead to Apple Root CA G3",
  secretless: true,

  key: (secret) => publicKey(secret, 'ES256'),

  verify(delivery, keys, context) {
    const payload = at(readContent(delivery).json, 'signedPayload');
    if (typeof payload !== 'string' || payload === '') return refused('missing-signature');
    const token = readJwt(payload, LONGEST);
    if (!token) return refused('malformed-signature');
    const candidates = keys.length > 0 ? keys : chainKeys(token, rootFingerprint, context.now);
    const key = signerOf(token, 'ES256', candidates);
    const isOurs = key !== -1 && isFor(token, context.settings ?? {});
    return isOurs ? { ok: true, key } : refused('wrong-signature');
  },

  sign(delivery, secret) {
    const { json } = readContent(delivery);
    const claims = jwtClaims(at(json, 'signedPayload')) ?? json;
    const signedPayload = writeJwt(typeof claims === 'object' && claims !== null ? claims : {}, 'ES256', secret);
    return { ...delivery, body: Buffer.from(JSON.stringify({ signedPayload })) };
  },

  generate: () => generatePair('ES256'),
});

/** The key of the certificate that the token brings along, if Apple made it for this. */
function chainKeys({ header }: Jwt, rootFingerprint: string, now: number): readonly Key[] {
  const [leaf, issuer, root, ...more] = certificatesOf(dersIn(header.x5c));
  if (!leaf || !issuer || !root || more.length > 0) return [];
  const isApple = root.fingerprint256.replaceAll(':', '').toLowerCase() === rootFingerprint;
  const isValid = isApple && [leaf, issuer, root].every((certificate: X509Certificate) => isValidAt(certificate, now));
  if (!isValid || !hasExtension(leaf, RECEIPT_SIGNING) || !hasExtension(issuer, DEVELOPER_RELATIONS)) return [];
  const key = isIssuedBy(issuer, root) && isIssuedBy(leaf, issuer) ? fitting(leaf.publicKey, 'ES256') : undefined;
  return key ? [key] : [];
}

function dersIn(x5c: unknown): readonly Buffer[] {
  const ders = Array.isArray(x5c) && x5c.length <= 3 ? x5c : [];
  return ders.map((text: unknown) => (typeof text === 'string' && decodeCanonical(text, 'base64')) || Buffer.alloc(0));
}

/** Which part of a notification says what app it is about depends on its kind. */
const ABOUT = ['data', 'summary', 'externalPurchaseToken', 'appData'];

function isFor({ claims }: Jwt, { bundleId, environment }: NonNullable<VerifyContext['settings']>): boolean {
  const about = ABOUT.map((name) => claims[name]).filter((part) => part !== undefined);
  if (!bundleId || !environment || about.length !== 1) return false;
  const [part] = about;
  // A token for external purchases says its environment by the beginning of its id.
  const id = at(part, 'externalPurchaseId');
  const stated =
    typeof id === 'string' ? (id.startsWith('SANDBOX') ? 'Sandbox' : 'Production') : at(part, 'environment');
  return at(part, 'bundleId') === bundleId && stated === environment;
}
