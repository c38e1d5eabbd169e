import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused, type Verdict } from '../verdict.ts';
import type { Key, Scheme } from './scheme.ts';
import { type SecretEncoding, secretKey } from './secret-key.ts';
import { type SignedParts, signedTemplate } from './signed-template.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp, type TimeUnit } from './timestamp.ts';

/** Where a signed timestamp is found: in a header of its own, or in the signature's header behind a prefix. */
export type TimestampPlace = ({ readonly header: string } | { readonly prefix: string }) & {
  /** @default 's' */
  readonly unit?: TimeUnit;
};

/** Describes an HMAC over the request. Every value has the default that most senders use. */
export interface HmacOptions {
  /** The header that carries the signature. */
  readonly header: string;
  /** @default 'sha256' */
  readonly algorithm?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** @default 'hex' */
  readonly encoding?: 'hex' | 'base64';
  /** Text before each signature, such as `sha256=`. Parts of the header without it are passed over. @default '' */
  readonly prefix?: string;
  /** What separates several signatures in the header, such as `,`. @default - the header is one signature */
  readonly separator?: string;
  /** What is signed: {body}, {timestamp}, {method}, {url}, {header.NAME} and literal text. @default '{body}' */
  readonly signed?: string;
  /** @default - the scheme signs no timestamp */
  readonly timestamp?: TimestampPlace;
  /** How old, or how far ahead, a signed timestamp may be, in seconds. @default 300 */
  readonly tolerance?: number;
  /** How the text of the secret becomes the key. @default 'text' */
  readonly secret?: SecretEncoding;
}

const DIGEST_BYTES = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };
const WELL_FORMED = { hex: /^[0-9a-fA-F]+$/, base64: /^[A-Za-z0-9+/]+={0,2}$/ };

/**
 * An HMAC in a header, with or without a signed timestamp, one signature or several.
 * @throws {Error} when the template names something that cannot be signed, or a timestamp that is not described
 */
export function hmacScheme(options: HmacOptions): Scheme {
  const { algorithm = 'sha256', encoding = 'hex', prefix = '', separator, signed = '{body}', timestamp } = options;
  const { tolerance: defaultTolerance = 300, secret: secretEncoding = 'text' } = options;
  const header = options.header.toLowerCase();
  const unit = timestamp?.unit ?? 's';
  const parts = signedTemplate(signed);
  if (signed.includes('{timestamp}') && !timestamp)
    throw new Error('{timestamp} is signed, but "timestamp" does not say where it is');

  const piecesOf = (value: string) =>
    separator === undefined ? [value] : value.split(separator).map((piece) => piece.trim());
  const timestampIn = (headers: Readonly<Record<string, string>>, pieces: readonly string[]) => {
    if (!timestamp) return '';
    if ('header' in timestamp) return headers[timestamp.header.toLowerCase()];
    return pieces.find((piece) => piece.startsWith(timestamp.prefix))?.slice(timestamp.prefix.length);
  };

  return {
    summary: `HMAC-${algorithm.toUpperCase()} of "${signed}", ${encoding}, in ${options.header}`,

    key: (secret) => secretKey(secret, secretEncoding),

    verify(delivery, keys, { now, tolerance = defaultTolerance }) {
      const value = delivery.headers[header];
      if (!value) return refused('missing-signature');
      const pieces = piecesOf(value);
      const signatures = pieces
        .filter((piece) => piece.startsWith(prefix))
        .map((piece) => decode(piece.slice(prefix.length), encoding, DIGEST_BYTES[algorithm]))
        .filter((signature) => signature !== undefined);
      if (signatures.length === 0) return refused('malformed-signature');

      const sentAt = timestampIn(delivery.headers, pieces);
      if (sentAt === undefined) return refused('missing-timestamp');
      const signedAt = timestamp ? parseTimestamp(sentAt, unit) : now;
      if (signedAt === undefined) return refused('malformed-timestamp');

      const signedParts = parts(delivery, sentAt);
      if (!signedParts) return refused('malformed-signature');
      const key = matchingKey(signatures, keys, (candidate) => digest(algorithm, candidate, signedParts));
      if (key === -1) return refused('wrong-signature');
      const late = checkTimestamp(signedAt, now, tolerance);
      return late ? refused(late) : ({ ok: true, key } satisfies Verdict);
    },

    sign(delivery, secret, { now }) {
      const key = secretKey(secret, secretEncoding);
      if (!key) throw new Error(`not a ${secretEncoding} secret of at least 16 bytes`);
      const sentAt = timestamp ? formatTimestamp(now, unit) : '';
      const signature = prefix + digest(algorithm, key, requireParts(parts, delivery, sentAt)).toString(encoding);
      const headers: Record<string, string> = { ...delivery.headers };
      if (timestamp && 'header' in timestamp) headers[timestamp.header.toLowerCase()] = sentAt;
      headers[header] =
        timestamp && 'prefix' in timestamp ? [timestamp.prefix + sentAt, signature].join(separator) : signature;
      return { ...delivery, headers };
    },
  };
}

/** The index of the first key whose digest equals one of the signatures, in constant time for each pair, or -1. */
export function matchingKey(
  signatures: readonly Buffer[],
  keys: readonly Key[],
  digestWith: (key: Key) => Buffer,
): number {
  return keys.findIndex((key) => {
    const expected = digestWith(key);
    return signatures.some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
  });
}

function digest(algorithm: string, key: Key, parts: readonly (string | Buffer)[]): Buffer {
  const hmac = createHmac(algorithm, key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

function decode(text: string, encoding: 'hex' | 'base64', length: number): Buffer | undefined {
  // A digest is at most 128 characters: nothing longer is worth a regular expression.
  if (text.length > 128 || !WELL_FORMED[encoding].test(text)) return undefined;
  const bytes = Buffer.from(text, encoding);
  return bytes.length === length ? bytes : undefined;
}

function requireParts(parts: SignedParts, delivery: Delivery, sentAt: string) {
  const signedParts = parts(delivery, sentAt);
  if (!signedParts) throw new Error('the delivery lacks a header that the scheme signs');
  return signedParts;
}
