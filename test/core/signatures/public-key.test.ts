import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { providers } from '../../../core/providers/index.ts';
import type { DocumentRequest, LoadedDocument } from '../../../core/signatures/document.ts';
import { generatePair, publicKey } from '../../../core/signatures/public-key.ts';

const NOW = 1_760_000_000_000;
const pair = generatePair('EdDSA');
const other = generatePair('EdDSA');
const jwkOf = (secret: string, kid: string) => ({ ...publicKey(secret, 'EdDSA')?.export({ format: 'jwk' }), kid });

describe('a public key', () => {
  const key = publicKey(pair.secret, 'EdDSA');
  const raw = Buffer.from(key?.export({ format: 'jwk' }).x ?? '', 'base64url');
  const pem = key?.export({ type: 'spki', format: 'pem' }).toString() ?? '';

  test.each([
    ['PEM', pem],
    ['PEM on one line', pem.replaceAll('\n', ' ').trim()],
    ['PEM with line ends of Windows', pem.replaceAll('\n', '\r\n')],
    ['the base64 inside it', pair.secret],
    ['a JWK', JSON.stringify(key?.export({ format: 'jwk' }))],
    ['32 bytes in hex', raw.toString('hex')],
    ['32 bytes in base64', raw.toString('base64')],
  ])('is read as %s', (_, text) => {
    expect(key && publicKey(text, 'EdDSA')?.equals(key)).toBe(true);
  });

  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey;
  const privatePem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  });
  test.each([
    ['RSA of 1024 bits', weak.export({ type: 'spki', format: 'pem' }).toString(), 'RS256'],
    ['another curve', p384.export({ type: 'spki', format: 'pem' }).toString(), 'ES256'],
    ['a private key', privatePem.toString(), 'RS256'],
    ['the private half of a pair', pair.signWith, 'EdDSA'],
    ['31 bytes', raw.subarray(1).toString('hex'), 'EdDSA'],
    ['a megabyte', 'A'.repeat(1_000_000), 'RS256'],
    ['a JWK of a secret', '{"kty":"oct","k":"AAAA"}', 'EdDSA'],
    ['something else in braces', '{}', 'EdDSA'],
  ] as const)('is not %s', (_, text, algorithm) => {
    expect(publicKey(text, algorithm)).toBeUndefined();
  });

  test('of a JWK that holds the private half too is the public half alone', () => {
    const whole = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
    expect(publicKey(JSON.stringify(whole), 'EdDSA')?.type).toBe('public');
  });
});

/** What a scheme says of a delivery while the provider publishes this, and what was asked for. */
async function published(
  id: 'fal' | 'turnkey',
  document: LoadedDocument,
  secrets: readonly string[] = [],
  headers = {},
) {
  const { scheme } = providers[id];
  const asked: DocumentRequest[] = [];
  const unsigned = { method: 'POST', url: '', headers, body: Buffer.from('{}') };
  const delivery = scheme.sign(unsigned, pair.signWith, { now: NOW, id: 'k-1' });
  const keys = secrets.map((secret) => scheme.key(secret)).filter((key) => key !== undefined);
  const load = async (request: DocumentRequest) => {
    asked.push(request);
    return document;
  };
  return { verdict: await scheme.verify(delivery, keys, { now: NOW, load }), asked: asked.map(({ url }) => url) };
}

const document = (keys: unknown, status = 200) => ({ status, text: JSON.stringify({ keys }) });
const OK = { ok: true, key: 0 };
const WRONG = { ok: false, cause: 'wrong-signature' };
const FAL = 'https://rest.alpha.fal.ai/.well-known/jwks.json';

describe('keys that a provider publishes', () => {
  const both = [jwkOf(other.secret, 'k-0'), jwkOf(pair.secret, 'k-1')];

  test('are loaded from the one address, and each is tried', async () => {
    expect(await published('fal', document(both))).toEqual({ verdict: OK, asked: [FAL] });
    expect((await published('fal', document([both[0]]))).verdict).toEqual(WRONG);
  });

  test('do not count when a key is pinned, and are not asked for', async () => {
    expect(await published('fal', document(both), [pair.secret])).toEqual({ verdict: OK, asked: [] });
    expect(await published('fal', document(both), [other.secret])).toEqual({ verdict: WRONG, asked: [] });
  });

  test('are found by the id that is signed, where there is one, which leads nowhere else', async () => {
    expect((await published('turnkey', document(both))).verdict).toEqual(OK);
    for (const kid of ['k-0', 'K-1', '../jwks', 'https://evil.io/'])
      expect(await published('turnkey', document(both), [], { 'x-turnkey-signature-key-id': kid })).toEqual({
        verdict: WRONG,
        asked: ['https://api.turnkey.com/public/v1/discovery/webhooks/jwks'],
      });
  });

  test('of other kinds, and whatever is none, are passed over', async () => {
    const rsa = createPublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey).export({
      format: 'jwk',
    });
    expect((await published('fal', document([null, 1, {}, { kty: 'OKP' }, rsa, both[1]]))).verdict).toEqual(OK);
    expect((await published('fal', document(Array.from({ length: 5000 }, () => both[0])))).verdict).toEqual(WRONG);
  });

  test('that are not there make no signature right', async () => {
    expect((await published('fal', document(both, 404))).verdict).toEqual(WRONG);
  });

  test('that nobody can read are not the fault of the request', async () => {
    await expect(published('fal', { status: 200, text: '<html>' })).rejects.toThrow(/something else than a JWKS/);
  });
});
