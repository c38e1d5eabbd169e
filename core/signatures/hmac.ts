import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { hmacDigest } from './hmac-digest.ts';
import { hmacHeaders } from './hmac-headers.ts';
import { type HmacOptions, hmacProblem } from './hmac-options.ts';
import type { Key, Scheme, SignContext } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { type SignedTemplate, signedTemplate } from './signed-template.ts';
import { checkTimestamp, formatTimestamp } from './timestamp.ts';

/**
 * An HMAC in a header, with or without a signed timestamp, one signature or several.
 * @throws {Error} when the options do not fit together, or leave the body or the timestamp unsigned
 */
export function hmacScheme(options: HmacOptions): Scheme {
  const problem = hmacProblem(options);
  if (problem) throw new Error(problem);
  const { algorithm = 'sha256', signed = '{body}', secret: secretEncoding = 'text' } = options;
  const template = signedTemplate(signed);
  const headers = hmacHeaders(options);

  return {
    summary: `HMAC-${algorithm.toUpperCase()} of "${signed}", ${headers.place}`,
    hmac: options,

    key: (secret) => secretKey(secret, secretEncoding),

    verify(delivery, keys, { now, tolerance = options.tolerance ?? 300 }) {
      const read = headers.read(delivery.headers);
      if (typeof read === 'string') return refused(read);
      const parts = template.partsOf(delivery, read.sentAt);
      if (!parts) return refused('malformed-signature');
      const key = matchingKey(read.signatures, keys, (candidate) => hmacDigest(algorithm, candidate, parts));
      if (key === -1) return refused('wrong-signature');
      const late = checkTimestamp(read.signedAt ?? now, now, tolerance);
      return late ? refused(late) : { ok: true, key };
    },

    sign(delivery, secret, context) {
      const key = secretKey(secret, secretEncoding);
      if (!key) throw new Error(`not a ${secretEncoding} secret of at least 16 bytes`);
      const sentAt = options.timestamp ? formatTimestamp(context.now, options.timestamp.unit) : '';
      const complete = withSignedHeaders(delivery, template, context);
      const signature = hmacDigest(algorithm, key, template.partsOf(complete, sentAt) ?? []);
      return { ...complete, headers: { ...complete.headers, ...headers.write(signature, sentAt) } };
    },
  };
}

/** What a sender signs of its headers besides the timestamp is an id of the delivery, or a nonce. */
function withSignedHeaders(delivery: Delivery, { headers: names }: SignedTemplate, context: SignContext): Delivery {
  const { id = randomUUID() } = context;
  const missing = names.filter((name) => delivery.headers[name] === undefined);
  const headers = Object.fromEntries(missing.map((name) => [name, id]));
  return { ...delivery, headers: { ...delivery.headers, ...headers } };
}

/** The index of the first key whose digest equals one of the signatures, in constant time for each pair, or -1. */
export function matchingKey(
  signatures: readonly Buffer[],
  keys: readonly Key[],
  digestWith: (key: Key) => Buffer,
): number {
  for (const [index, key] of keys.entries()) {
    const expected = digestWith(key);
    for (const signature of signatures)
      if (signature.length === expected.length && timingSafeEqual(signature, expected)) return index;
  }
  return -1;
}
