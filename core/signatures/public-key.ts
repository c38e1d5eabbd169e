import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type JsonWebKey,
  sign,
  verify,
} from 'node:crypto';
import { parseJson } from '../content.ts';
import { decodeCanonical } from './decode-digest.ts';
import type { Key, KeyPair } from './scheme.ts';

/** How a private key signs, by the names of RFC 7518 and RFC 8037. */
export type KeyAlgorithm = 'EdDSA' | 'ES256' | 'ES512' | 'RS256' | 'RS512';

/** How an ECDSA signature is written down: as a DER sequence, or in JWTs as its two numbers. */
export type SignatureForm = 'der' | 'ieee-p1363';

const DIGESTS = { EdDSA: null, ES256: 'sha256', ES512: 'sha512', RS256: 'sha256', RS512: 'sha512' } as const;
const CURVES = { ES256: 'prime256v1', ES512: 'secp521r1' } as const;
const LONGEST_TEXT = 8000;
// RFC 7518 and NIST SP 800-131A allow no shorter one.
const SHORTEST_RSA_BITS = 2048;

const PEM = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;
// DER around a raw Ed25519 key (RFC 8410): node:crypto reads no bare 32 bytes.
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The public key in a text: PEM, the base64 inside it, a JWK, or for Ed25519 the bare 32 bytes in hex or base64. `undefined`
 * when there is none, or none for this algorithm: what checks another kind of signature must not be handed a key for this.
 */
export function publicKey(text: string, algorithm: KeyAlgorithm): Key | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  if (text.startsWith('{')) return jwkKey(parseJson(text), algorithm);
  const raw = algorithm === 'EdDSA' ? (decodeCanonical(text, 'hex') ?? decodeCanonical(text, 'base64')) : undefined;
  if (raw?.length === 32) return derKey(Buffer.concat([ED25519_SPKI, raw]), algorithm);
  const der = decodeCanonical((PEM.exec(text)?.[1] ?? text).replace(/\s+/g, ''), 'base64');
  return der && derKey(der, algorithm);
}

/** The public key that a parsed JWK holds, or `undefined` when it holds none for this algorithm. */
export function jwkKey(jwk: unknown, algorithm: KeyAlgorithm): Key | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  const members = ['kty', 'crv', 'x', 'y', 'n', 'e'].map((name) => [name, Reflect.get(jwk, name)] as const);
  const key: JsonWebKey = Object.fromEntries(members.filter(([, value]) => typeof value === 'string'));
  return attempt(() => fitting(createPublicKey({ key, format: 'jwk' }), algorithm));
}

/** The key itself if it is one for this algorithm. */
export function fitting(key: Key, algorithm: KeyAlgorithm): Key | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const fits = {
    EdDSA: type === 'ed25519',
    ES256: type === 'ec' && details?.namedCurve === CURVES.ES256,
    ES512: type === 'ec' && details?.namedCurve === CURVES.ES512,
    RS256: type === 'rsa' && (details?.modulusLength ?? 0) >= SHORTEST_RSA_BITS,
    RS512: type === 'rsa' && (details?.modulusLength ?? 0) >= SHORTEST_RSA_BITS,
  }[algorithm];
  return fits && key.type === 'public' ? key : undefined;
}

/** Whether the signature is one of this key over these bytes. Never throws. */
export function isSignedBy(
  key: Key,
  algorithm: KeyAlgorithm,
  content: Buffer,
  signature: Buffer,
  form: SignatureForm = 'der',
): boolean {
  if (!fitting(key, algorithm)) return false;
  const padded = { key, dsaEncoding: form };
  return attempt(() => verify(DIGESTS[algorithm], content, padded, signature)) ?? false;
}

/**
 * Signs as the sender would, with a private key: PEM, or the base64 inside it.
 * @throws {Error} when the text holds no private key for this algorithm
 */
export function signWith(
  text: string,
  algorithm: KeyAlgorithm,
  content: Buffer,
  form: SignatureForm = 'der',
  digest: string | null = DIGESTS[algorithm],
): Buffer {
  const der = decodeCanonical(text, 'base64');
  const key = attempt(() => createPrivateKey(der ? { key: der, format: 'der', type: 'pkcs8' } : text));
  if (!key || !fitting(createPublicKey(key), algorithm))
    throw new Error(
      `a private key for ${algorithm} is needed, as PEM or as the base64 inside it: public ones verify only`,
    );
  return sign(digest, content, { key, dsaEncoding: form });
}

/** The key that holds credentials as they stand, `id:secret`, against which a provider hands out its own keys. */
export const credentialsKey = (text: string): Key | undefined =>
  CREDENTIALS.test(text) ? createSecretKey(text, 'utf8') : undefined;

const CREDENTIALS = /^[\x21-\x39\x3b-\x7e]{8,100}:[\x21-\x7e]{8,100}$/;

/** A new pair, each half as the base64 inside its PEM. */
export function generatePair(algorithm: KeyAlgorithm): KeyPair {
  const { publicKey: half, privateKey } = pairFor(algorithm);
  return {
    secret: half.export({ type: 'spki', format: 'der' }).toString('base64'),
    signWith: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

function pairFor(algorithm: KeyAlgorithm) {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm === 'RS256' || algorithm === 'RS512')
    return generateKeyPairSync('rsa', { modulusLength: SHORTEST_RSA_BITS });
  return generateKeyPairSync('ec', { namedCurve: CURVES[algorithm] });
}

const derKey = (der: Buffer, algorithm: KeyAlgorithm) =>
  attempt(() => fitting(createPublicKey({ key: der, format: 'der', type: 'spki' }), algorithm));

/** node:crypto throws on what is no key, or no signature; to us it is one answer like another. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
