import type { Delivery } from '../delivery.ts';
import type { Settings } from '../settings.ts';
import { refused } from '../verdict.ts';
import { isMoment, type Jwt, type JwtAlgorithm, lifetimeProblem, readJwt, signerOf, writeJwt } from './jwt.ts';
import { generatePair, publicKey } from './public-key.ts';
import type { Key, Scheme, SignContext, VerifyContext } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { checkTimestamp } from './timestamp.ts';

/** Describes a JWT that comes with the request, or is its body. */
export interface JwtOptions {
  /** What the claims say of the request, for people. */
  readonly summary: string;
  /** The header that carries the token. @default - the token is the body */
  readonly header?: string;
  /** Text before the token, such as `Bearer `. @default '' */
  readonly prefix?: string;
  readonly algorithm: JwtAlgorithm;
  /** Whether the claims are those of this request and this source. Runs once the signature is known to be right. */
  readonly binds: (claims: Jwt['claims'], delivery: Delivery, settings: Settings) => boolean;
  /** The claims that the sender makes. */
  readonly claims: (delivery: Delivery, context: SignContext & { readonly seconds: number }) => object;
  /** Claims without which a token is refused, such as `exp`. @default - none */
  readonly required?: readonly string[];
  /** The token's age counts, by its `iat`: how many seconds it may be, unless the source says otherwise. */
  readonly tolerance?: number;
  /** How the text of a secret becomes a key. @default - the text itself, or the public key in it */
  readonly key?: (secret: string) => Key | undefined;
  /** The keys to check a token with, where the source's own do not say. */
  readonly published?: (token: Jwt, keys: readonly Key[], context: VerifyContext) => Promise<readonly Key[]>;
  /** The provider publishes its keys, and the source needs no secret. @default false */
  readonly secretless?: boolean;
}

// A token in a header holds a handful of claims; one that is a body holds the event.
const LONGEST_HEADER = 16_000;
const LONGEST_BODY = 1_500_000;

/** A JWT whose algorithm is pinned, whose claims tie it to the request, and whose lifetime is kept to. */
export function jwtScheme(options: JwtOptions): Scheme {
  const { algorithm, published, required = [], prefix = '' } = options;
  const header = options.header?.toLowerCase();
  const keyOf = (secret: string) => (algorithm === 'HS256' ? secretKey(secret) : publicKey(secret, algorithm));
  const place = options.header ? `in ${options.header}` : 'as the body';

  return {
    summary: `a JWT (${algorithm}) ${options.summary}, ${place}`,
    secretless: options.secretless === true,
    loads: published !== undefined,

    key: options.key ?? keyOf,

    async verify(delivery, keys, context) {
      const value = header === undefined ? delivery.body.toString('latin1') : delivery.headers[header];
      if (!value) return refused('missing-signature');
      if (!value.startsWith(prefix)) return refused('malformed-signature');
      const token = readJwt(value.slice(prefix.length), header === undefined ? LONGEST_BODY : LONGEST_HEADER);
      if (!token) return refused('malformed-signature');
      // Whatever it says of itself, nothing is loaded for a token that could not be accepted.
      if (token.header.alg !== algorithm) return refused('wrong-signature');
      const isPinned = !published || keys.some(({ type }) => type === 'public');
      const candidates = isPinned ? keys : await published(token, keys, context);
      const key = signerOf(token, algorithm, candidates);
      if (key === -1 || !options.binds(token.claims, delivery, context.settings ?? {}))
        return refused('wrong-signature');
      if (required.some((claim) => !Object.hasOwn(token.claims, claim))) return refused('missing-timestamp');
      const late =
        lifetimeProblem(token, context.now, options.tolerance !== undefined) ??
        ageProblem(token, context, options.tolerance);
      // A published key comes with the first secret, or with none.
      return late ? refused(late) : { ok: true, key: isPinned ? key : 0 };
    },

    sign(delivery, secret, context) {
      const claims = options.claims(delivery, { ...context, seconds: Math.floor(context.now / 1000) });
      const token = writeJwt(claims, algorithm, secret);
      if (header === undefined) return { ...delivery, body: Buffer.from(token) };
      return { ...delivery, headers: { ...delivery.headers, [header]: prefix + token } };
    },

    ...(algorithm !== 'HS256' && { generate: () => generatePair(algorithm) }),
  };
}

function ageProblem({ claims: { iat } }: Jwt, { now, tolerance }: VerifyContext, own: number | undefined) {
  if (own === undefined) return undefined;
  return isMoment(iat) ? checkTimestamp(iat * 1000, now, tolerance ?? own) : 'missing-timestamp';
}
