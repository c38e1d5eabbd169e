import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { decodeCanonical } from './decode-digest.ts';
import { loadJwks } from './jwks.ts';
import { jwsHeader, signerOf } from './jwt.ts';
import { generatePair, publicKey, signWith } from './public-key.ts';
import type { Key, Scheme, VerifyContext } from './scheme.ts';

const HEADER = 'tl-signature';
const LONGEST = 4000;
const MOST_HEADERS = 20;

/** Whatever a signature says of where its key is (`jku`), it is here that keys are looked for. */
const KEYS: Readonly<Record<string, string>> = {
  production: 'https://webhooks.truelayer.com/.well-known/jwks',
  sandbox: 'https://webhooks.truelayer-sandbox.com/.well-known/jwks',
};

/**
 * TrueLayer (https://github.com/TrueLayer/truelayer-signing): a detached JWS by ES512 of the method, the path, the headers
 * that it names and the body, by a key that TrueLayer publishes or that is pinned.
 */
export const truelayerScheme: Scheme = {
  summary: 'a detached JWS (ES512) of the method, the path, headers and the body, in Tl-Signature',
  secretless: true,
  loads: true,

  key: (secret) => publicKey(secret, 'ES512'),

  async verify(delivery, keys, context) {
    const value = delivery.headers[HEADER];
    if (!value) return refused('missing-signature');
    const [head = '', detached, tail = '', ...more] = value.length <= LONGEST ? value.split('.', 4) : [];
    const header = jwsHeader(decodeCanonical(head, 'base64url') ?? Buffer.alloc(0));
    const signature = decodeCanonical(tail, 'base64url');
    if (!header || !signature || detached !== '' || more.length > 0) return refused('malformed-signature');
    if (header.alg !== 'ES512' || header.tl_version !== '2') return refused('wrong-signature');

    const candidates = keys.length > 0 ? keys : await keysNamed(header.kid, context);
    for (const path of pathsOf(delivery)) {
      const content = contentOf(delivery, path, header.tl_headers);
      const signed = content && Buffer.from(`${head}.${content.toString('base64url')}`);
      const key = signed ? signerOf({ header, signed, signature }, 'ES512', candidates) : -1;
      if (key !== -1) return { ok: true, key };
    }
    return refused('wrong-signature');
  },

  sign(delivery, secret) {
    const [path = '/'] = pathsOf(delivery);
    const header = { alg: 'ES512', kid: 'local', tl_version: '2', tl_headers: '' };
    const head = Buffer.from(JSON.stringify(header)).toString('base64url');
    const content = contentOf(delivery, path, '') ?? Buffer.alloc(0);
    const signature = signWith(secret, 'ES512', Buffer.from(`${head}.${content.toString('base64url')}`), 'ieee-p1363');
    const value = `${head}..${signature.toString('base64url')}`;
    return { ...delivery, headers: { ...delivery.headers, [HEADER]: value } };
  },

  generate: () => generatePair('ES512'),
};

function keysNamed(kid: unknown, context: VerifyContext): Promise<readonly Key[]> {
  const { environment = '' } = context.settings ?? {};
  const url = Object.hasOwn(KEYS, environment) ? KEYS[environment] : undefined;
  return url && typeof kid === 'string' ? loadJwks(url, context, 'ES512', kid) : Promise.resolve([]);
}

/** The path with and without a slash at its end: the library of TrueLayer takes both. */
function pathsOf({ url }: Delivery): readonly string[] {
  const path = URL.parse(url)?.pathname ?? '/';
  return [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`];
}

function contentOf({ method, headers, body }: Delivery, path: string, names: unknown): Buffer | undefined {
  const listed = typeof names === 'string' ? names.split(',', MOST_HEADERS).filter(Boolean) : [];
  const lines = listed.map((name) => `${name}: ${headers[name.toLowerCase()] ?? ''}\n`);
  return path === '' ? undefined : Buffer.concat([Buffer.from(`${method} ${path}\n${lines.join('')}`), body]);
}
