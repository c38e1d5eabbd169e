import { verify } from 'node:crypto';
import { decodeUtf8, parseJson } from '../content.ts';
import { at } from '../field.ts';
import { refused } from '../verdict.ts';
import { decodeCanonical } from './decode-digest.ts';
import { credentialsKey, generatePair, publicKey, signWith } from './public-key.ts';
import type { Key, Scheme, VerifyContext } from './scheme.ts';

const HEADER = 'x-ebay-signature';
const LONGEST = 2000;
const KEY_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HOSTS: ReadonlyMap<string, string> = new Map([
  ['production', 'https://api.ebay.com'],
  ['sandbox', 'https://api.sandbox.ebay.com'],
]);

/**
 * eBay (https://developer.ebay.com/api-docs/commerce/notification/overview.html): ECDSA of the body, with SHA-1, by a key
 * that eBay hands out against the credentials that are the source's secret, `client id:client secret`. A pinned public key
 * takes their place.
 */
export const ebayScheme: Scheme = {
  summary: 'ECDSA P-256 and SHA-1 of "{body}", in the JSON in X-EBAY-Signature',
  loads: true,

  key: (secret) => publicKey(secret, 'ES256') ?? credentialsKey(secret),

  async verify({ headers, body }, keys, context) {
    const value = headers[HEADER];
    if (!value) return refused('missing-signature');
    const text = value.length <= LONGEST ? decodeUtf8(decodeCanonical(value, 'base64') ?? Buffer.alloc(0)) : undefined;
    const stated = parseJson(text ?? '');
    const encoded = at(stated, 'signature');
    const signature = typeof encoded === 'string' ? decodeCanonical(encoded, 'base64') : undefined;
    const isKnown = at(stated, 'digest') === 'SHA1' && at(stated, 'alg') === 'ecdsa';
    if (!signature?.length || !isKnown) return refused('malformed-signature');

    const isPinned = keys.some(({ type }) => type === 'public');
    const candidates = isPinned ? keys : await keysNamed(at(stated, 'kid'), keys[0], context);
    const key = candidates.findIndex((candidate) => isSigned(candidate, body, signature));
    return key === -1 ? refused('wrong-signature') : { ok: true, key: isPinned ? key : 0 };
  },

  sign(delivery, secret) {
    const signature = signWith(secret, 'ES256', delivery.body, 'der', 'sha1').toString('base64');
    const kid = '00000000-0000-0000-0000-000000000000';
    const stated = JSON.stringify({ alg: 'ecdsa', kid, signature, digest: 'SHA1' });
    return { ...delivery, headers: { ...delivery.headers, [HEADER]: Buffer.from(stated).toString('base64') } };
  },

  generate: () => generatePair('ES256'),
};

function isSigned(key: Key, body: Buffer, signature: Buffer): boolean {
  return key.type === 'public' && key.asymmetricKeyType === 'ec' && verify('sha1', body, key, signature);
}

async function keysNamed(kid: unknown, credentials: Key | undefined, context: VerifyContext): Promise<readonly Key[]> {
  const { load, settings } = context;
  const host = HOSTS.get(settings?.environment ?? '');
  if (!load || !host || credentials?.type !== 'secret' || typeof kid !== 'string' || !KEY_ID.test(kid)) return [];
  const granted = await load({
    url: `${host}/identity/v1/oauth2/token`,
    method: 'POST',
    headers: {
      authorization: `Basic ${credentials.export().toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: `grant_type=client_credentials&scope=${encodeURIComponent('https://api.ebay.com/oauth/api_scope')}`,
  });
  const token = at(parseJson(granted.text), 'access_token');
  if (granted.status !== 200 || typeof token !== 'string')
    throw new Error('eBay refuses the credentials in the secret');
  const url = `${host}/commerce/notification/v1/public_key/${kid}`;
  const { status, text } = await load({ url, headers: { authorization: `Bearer ${token}` } });
  const answer = at(parseJson(text), 'key');
  const key = status === 200 && typeof answer === 'string' ? publicKey(answer, 'ES256') : undefined;
  return key ? [key] : [];
}
