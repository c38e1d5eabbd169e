import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { decodeCanonical } from './decode-digest.ts';
import { generatePair, isSignedBy, type KeyAlgorithm, publicKey, signWith } from './public-key.ts';
import type { Key, Scheme, VerifyContext } from './scheme.ts';
import { signedTemplate } from './signed-template.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp, type TimeUnit } from './timestamp.ts';

/** Describes a signature by a private key over the request, whose public half the source or the provider tells us. */
export interface PublicKeyOptions {
  /** The header that carries the signature. */
  readonly header: string;
  readonly algorithm: KeyAlgorithm;
  /** @default 'base64' */
  readonly encoding?: 'base64' | 'hex';
  /** What is signed: a template as for an HMAC, or the parts of it, where a template cannot say it. @default '{body}' */
  readonly signed?: string | SignedParts;
  /** The header with the signed timestamp, seconds unless said. @default - no timestamp is signed */
  readonly timestamp?: { readonly header: string; readonly unit?: TimeUnit };
  /** How old, or how far ahead, a signed timestamp may be, in seconds. @default 300 */
  readonly tolerance?: number;
  /** The keys that the provider publishes, for sources that pin none. @default - the source's secret is the public key */
  readonly published?: (delivery: Delivery, context: VerifyContext) => Promise<readonly Key[]>;
}

interface SignedParts {
  /** The headers that are signed besides the timestamp, in lower case. */
  readonly headers: readonly string[];
  readonly partsOf: (delivery: Delivery, timestamp: string) => readonly (string | Buffer)[] | undefined;
}

// RSA with 4096 bits makes 512 bytes.
const LONGEST_SIGNATURE = 1024;
// Each key is tried over the whole body.
const MOST_KEYS = 10;

/** A signature in a header by Ed25519, ECDSA (P-256) or RSA, with or without a signed timestamp. */
export function publicKeyScheme(options: PublicKeyOptions): Scheme {
  const { algorithm, encoding = 'base64', timestamp, signed = '{body}', published } = options;
  const header = options.header.toLowerCase();
  const { headers: signedHeaders, partsOf } = typeof signed === 'string' ? signedTemplate(signed) : signed;
  const contentOf = (delivery: Delivery, sentAt: string) => {
    const parts = partsOf(delivery, sentAt);
    return parts && Buffer.concat(parts.map((part) => Buffer.from(part)));
  };

  return {
    summary: `${NAMES[algorithm]} of ${typeof signed === 'string' ? `"${signed}"` : 'the request'}, ${encoding}, in ${options.header}`,
    secretless: published !== undefined,
    loads: published !== undefined,

    key: (secret) => publicKey(secret, algorithm),

    async verify(delivery, keys, context) {
      const value = delivery.headers[header];
      if (!value) return refused('missing-signature');
      const signature = value.length <= LONGEST_SIGNATURE ? decodeCanonical(value, encoding) : undefined;
      const sentAt = timestamp ? delivery.headers[timestamp.header.toLowerCase()] : '';
      if (sentAt === undefined || (timestamp && sentAt === '')) return refused('missing-timestamp');
      const signedAt = timestamp ? parseTimestamp(sentAt, timestamp.unit) : context.now;
      if (signedAt === undefined) return refused('malformed-timestamp');
      const content = signature && contentOf(delivery, sentAt);
      if (!content) return refused('malformed-signature');

      const candidates = keys.length > 0 || !published ? keys : await published(delivery, context);
      const key = candidates
        .slice(0, MOST_KEYS)
        .findIndex((candidate) => isSignedBy(candidate, algorithm, content, signature));
      if (key === -1) return refused('wrong-signature');
      const late = checkTimestamp(signedAt, context.now, context.tolerance ?? options.tolerance ?? 300);
      return late ? refused(late) : { ok: true, key: keys.length > 0 ? key : 0 };
    },

    sign(delivery, secret, { now, id }) {
      const sentAt = timestamp ? formatTimestamp(now, timestamp.unit) : '';
      const missing = signedHeaders.filter((name) => delivery.headers[name] === undefined);
      const headers = { ...delivery.headers, ...Object.fromEntries(missing.map((name) => [name, id ?? 'local'])) };
      const content = contentOf({ ...delivery, headers }, sentAt) ?? Buffer.alloc(0);
      const signature = signWith(secret, algorithm, content).toString(encoding);
      return {
        ...delivery,
        headers: { ...headers, ...(timestamp && { [timestamp.header.toLowerCase()]: sentAt }), [header]: signature },
      };
    },

    generate: () => generatePair(algorithm),
  };
}

const NAMES: Record<KeyAlgorithm, string> = {
  EdDSA: 'Ed25519',
  ES256: 'ECDSA P-256 and SHA-256',
  ES512: 'ECDSA P-521 and SHA-512',
  RS256: 'RSA-SHA256',
  RS512: 'RSA-SHA512',
};
