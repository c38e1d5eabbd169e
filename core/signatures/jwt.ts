import { timingSafeEqual } from 'node:crypto';
import { decodeUtf8, parseJson } from '../content.ts';
import { hasDoubles } from '../json-items.ts';
import type { RefusalCause } from '../verdict.ts';
import { decodeCanonical } from './decode-digest.ts';
import { hmacDigest } from './hmac-digest.ts';
import { isSignedBy, signWith } from './public-key.ts';
import type { Key } from './scheme.ts';
import { secretKey } from './secret-key.ts';

/** The algorithms that providers use. Each scheme pins one: what a token says of itself is compared with it, never followed. */
export type JwtAlgorithm = 'HS256' | 'ES256' | 'ES512' | 'RS256' | 'RS512';

/** A token taken apart, nothing of it checked. */
export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The header and the claims as they were signed. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/**
 * Takes a compact JWS (RFC 7515) apart: `undefined` unless it is three parts of canonical base64url, of which two are JSON
 * objects that name no member twice, and asks for no extension (`crit`) that we would have to know.
 * @param longest - in characters
 */
export function readJwt(token: string, longest: number): Jwt | undefined {
  if (token.length > longest) return undefined;
  const parts = token.split('.', 4);
  const [header, claims, signature] = parts.map((part) => decodeCanonical(part, 'base64url'));
  if (parts.length !== 3 || !header || !claims || !signature?.length) return undefined;
  const read = { header: jwsHeader(header), claims: jsonObject(claims) };
  if (!read.header || !read.claims) return undefined;
  const signed = Buffer.from(token.slice(0, token.lastIndexOf('.')));
  return { header: read.header, claims: read.claims, signed, signature };
}

/** The header of a JWS in these bytes, or `undefined` when it is none, or asks for an extension. */
export function jwsHeader(bytes: Buffer): Jwt['header'] | undefined {
  const header = jsonObject(bytes);
  return header && !Object.hasOwn(header, 'crit') ? header : undefined;
}

/** The index of the first key that made the token's signature by this algorithm, or -1. */
export function signerOf(
  { header, signed, signature }: Omit<Jwt, 'claims'>,
  algorithm: JwtAlgorithm,
  keys: readonly Key[],
): number {
  if (header.alg !== algorithm) return -1;
  if (algorithm !== 'HS256')
    return keys.findIndex((key) => isSignedBy(key, algorithm, signed, signature, 'ieee-p1363'));
  return keys.findIndex((key) => {
    // The bytes of a public key are known to everybody, and must never be the key of an HMAC.
    const expected = key.type === 'secret' ? hmacDigest('sha256', key, [signed]) : Buffer.alloc(0);
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  });
}

/** How far the clock of who made a token may be off, in seconds. */
export const CLOCK_SKEW_SECONDS = 60;

/**
 * Why a token is refused at a moment (milliseconds since 1970) by its `exp` and `nbf`, and by an `iat` in the future unless
 * its age is looked at besides.
 */
export function lifetimeProblem({ claims }: Jwt, now: number, hasAge = false): RefusalCause | undefined {
  const { exp, nbf, iat } = claims;
  if ([exp, nbf, iat].some((claim) => claim !== undefined && !isMoment(claim))) return 'malformed-timestamp';
  const skew = CLOCK_SKEW_SECONDS * 1000;
  if (isMoment(exp) && now >= exp * 1000 + skew) return 'stale-timestamp';
  if ([nbf, hasAge ? undefined : iat].some((claim) => isMoment(claim) && claim * 1000 > now + skew))
    return 'future-timestamp';
  return undefined;
}

/** Whether a claim is a time in seconds since 1970. */
export const isMoment = (claim: unknown): claim is number => typeof claim === 'number' && Number.isFinite(claim);

/**
 * Makes a token as its sender would.
 * @throws {Error} when the secret cannot sign by that algorithm
 */
export function writeJwt(claims: object, algorithm: JwtAlgorithm, secret: string, header: object = {}): string {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const signed = `${part({ alg: algorithm, typ: 'JWT', ...header })}.${part(claims)}`;
  return `${signed}.${signatureOf(signed, algorithm, secret).toString('base64url')}`;
}

function signatureOf(signed: string, algorithm: JwtAlgorithm, secret: string): Buffer {
  if (algorithm !== 'HS256') return signWith(secret, algorithm, Buffer.from(signed), 'ieee-p1363');
  const key = secretKey(secret);
  if (!key) throw new Error('a token is signed with a secret of at least 16 bytes');
  return hmacDigest('sha256', key, [signed]);
}

/** The claims of a token that was verified before; `undefined` when the text is none. */
export const jwtClaims = (token: unknown): unknown =>
  typeof token === 'string' ? parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) : undefined;

function jsonObject(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  const text = decodeUtf8(bytes);
  const parsed = parseJson(text ?? '');
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  return isObject && text !== undefined && !hasDoubles(text) ? { ...parsed } : undefined;
}
