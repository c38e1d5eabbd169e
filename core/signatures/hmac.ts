import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import type { DigestEncoding } from './decode-digest.ts';
import { hmacHeaders } from './hmac-headers.ts';
import type { Key, Scheme, SignContext } from './scheme.ts';
import { type SecretEncoding, secretKey } from './secret-key.ts';
import { type SignedTemplate, signedTemplate } from './signed-template.ts';
import { checkTimestamp, formatTimestamp, type TimeUnit } from './timestamp.ts';

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
  readonly encoding?: DigestEncoding;
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

/**
 * An HMAC in a header, with or without a signed timestamp, one signature or several.
 * @throws {Error} when the options do not fit together, or leave the body or the timestamp unsigned
 */
export function hmacScheme(options: HmacOptions): Scheme {
  const { algorithm = 'sha256', signed = '{body}', secret: secretEncoding = 'text' } = options;
  const template = signedTemplate(signed);
  refuseContradictions(options, signed);
  const headers = hmacHeaders(options);

  return {
    summary: `HMAC-${algorithm.toUpperCase()} of "${signed}", ${headers.place}`,

    key: (secret) => secretKey(secret, secretEncoding),

    verify(delivery, keys, { now, tolerance = options.tolerance ?? 300 }) {
      const read = headers.read(delivery.headers);
      if (typeof read === 'string') return refused(read);
      const parts = template.partsOf(delivery, read.sentAt);
      if (!parts) return refused('malformed-signature');
      const key = matchingKey(read.signatures, keys, (candidate) => digest(algorithm, candidate, parts));
      if (key === -1) return refused('wrong-signature');
      const late = checkTimestamp(read.signedAt ?? now, now, tolerance);
      return late ? refused(late) : { ok: true, key };
    },

    sign(delivery, secret, context) {
      const key = secretKey(secret, secretEncoding);
      if (!key) throw new Error(`not a ${secretEncoding} secret of at least 16 bytes`);
      const sentAt = options.timestamp ? formatTimestamp(context.now, options.timestamp.unit) : '';
      const complete = withSignedHeaders(delivery, template, context);
      const signature = digest(algorithm, key, template.partsOf(complete, sentAt) ?? []);
      return { ...complete, headers: { ...complete.headers, ...headers.write(signature, sentAt) } };
    },
  };
}

function refuseContradictions({ timestamp, separator }: HmacOptions, signed: string): void {
  const problems: readonly [wrong: boolean, problem: string][] = [
    [!signed.includes('{body}'), `"signed" is "${signed}", which leaves the body unsigned: put {body} into it`],
    [
      signed.includes('{timestamp}') !== (timestamp !== undefined),
      '"timestamp" and the {timestamp} in "signed" go together: the one says where it is, the other that it is signed',
    ],
    [
      timestamp !== undefined && 'prefix' in timestamp && !separator,
      '"timestamp.prefix" needs a "separator": it says how timestamp and signature share the header',
    ],
  ];
  const found = problems.find(([wrong]) => wrong);
  if (found) throw new Error(found[1]);
}

/** What a sender signs of its headers besides the timestamp is the id of the delivery. */
function withSignedHeaders(delivery: Delivery, { headers: names }: SignedTemplate, { id }: SignContext): Delivery {
  const missing = names.filter((name) => delivery.headers[name] === undefined);
  if (missing.length > 0 && id === undefined)
    throw new Error(`the delivery lacks ${missing.join(', ')}, which is signed`);
  const headers = Object.fromEntries(missing.map((name) => [name, id ?? '']));
  return { ...delivery, headers: { ...delivery.headers, ...headers } };
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
