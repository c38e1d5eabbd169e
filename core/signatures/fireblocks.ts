import { refused } from '../verdict.ts';
import { decodeCanonical } from './decode-digest.ts';
import { loadJwks } from './jwks.ts';
import { jwsHeader, signerOf } from './jwt.ts';
import { generatePair, publicKey, signWith } from './public-key.ts';
import type { Key, Scheme, VerifyContext } from './scheme.ts';

const HEADER = 'fireblocks-webhook-signature';
const LONGEST = 4000;

/** https://developers.fireblocks.com/reference/validating-webhooks */
const HOSTS: ReadonlyMap<string, string> = new Map([
  ['us', 'keys'],
  ['eu', 'eu-keys'],
  ['eu2', 'eu2-keys'],
  ['sandbox', 'sandbox-keys'],
]);

/** Fireblocks: a detached JWS (RS512) of the body, by a key that it publishes for each environment, or that is pinned. */
export const fireblocksScheme: Scheme = {
  summary: 'a detached JWS (RS512) of "{body}", in Fireblocks-Webhook-Signature',
  secretless: true,
  loads: true,

  key: (secret) => publicKey(secret, 'RS512'),

  async verify({ headers, body }, keys, context) {
    const value = headers[HEADER];
    if (!value) return refused('missing-signature');
    const [head = '', detached, tail = '', ...more] = value.length <= LONGEST ? value.split('.', 4) : [];
    const header = jwsHeader(decodeCanonical(head, 'base64url') ?? Buffer.alloc(0));
    const signature = decodeCanonical(tail, 'base64url');
    if (!header || !signature || detached !== '' || more.length > 0) return refused('malformed-signature');
    if (header.alg !== 'RS512') return refused('wrong-signature');
    const candidates = keys.length > 0 ? keys : await keysNamed(header.kid, context);
    const signed = Buffer.from(`${head}.${body.toString('base64url')}`);
    const key = signerOf({ header, signed, signature }, 'RS512', candidates);
    return key === -1 ? refused('wrong-signature') : { ok: true, key };
  },

  sign(delivery, secret) {
    const head = Buffer.from(JSON.stringify({ alg: 'RS512', kid: 'local' })).toString('base64url');
    const signature = signWith(secret, 'RS512', Buffer.from(`${head}.${delivery.body.toString('base64url')}`));
    const value = `${head}..${signature.toString('base64url')}`;
    return { ...delivery, headers: { ...delivery.headers, [HEADER]: value } };
  },

  generate: () => generatePair('RS512'),
};

function keysNamed(kid: unknown, context: VerifyContext): Promise<readonly Key[]> {
  const host = HOSTS.get(context.settings?.environment ?? '');
  if (!host || typeof kid !== 'string') return Promise.resolve([]);
  return loadJwks(`https://${host}.fireblocks.io/.well-known/jwks.json`, context, 'RS512', kid);
}
