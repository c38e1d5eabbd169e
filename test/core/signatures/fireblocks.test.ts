import { providers } from '../../../core/providers/index.ts';
import { generatePair, publicKey, signWith } from '../../../core/signatures/public-key.ts';

const { scheme } = providers.fireblocks;
const pair = generatePair('RS512');
const jwk = { ...publicKey(pair.secret, 'RS512')?.export({ format: 'jwk' }), kid: 'k-1' };
const BODY = '{"id":"e-1"}';
const OK = { ok: true, key: 0 };
const WRONG = { ok: false, cause: 'wrong-signature' };
const part = (value: string | Buffer) => Buffer.from(value).toString('base64url');

/** What is said of a body under a signature with this header, and where its key was looked for. */
async function verdictOn(change: object = {}, environment = 'us', detached = '') {
  const head = part(JSON.stringify({ alg: 'RS512', kid: 'k-1', ...change }));
  const signature = part(signWith(pair.signWith, 'RS512', Buffer.from(`${head}.${part(BODY)}`)));
  const headers = { 'fireblocks-webhook-signature': `${head}.${detached}.${signature}` };
  const delivery = { method: 'POST', url: 'https://hooks.example.com/', headers, body: Buffer.from(BODY) };
  const asked: string[] = [];
  const load = async ({ url }: { readonly url: string }) => {
    asked.push(url);
    return { status: 200, text: JSON.stringify({ keys: [jwk] }) };
  };
  return { verdict: await scheme.verify(delivery, [], { now: 0, settings: { environment }, load }), asked };
}

test.each([
  ['us', 'keys'],
  ['eu', 'eu-keys'],
  ['eu2', 'eu2-keys'],
  ['sandbox', 'sandbox-keys'],
])('the keys of %s are those of %s.fireblocks.io', async (environment, host) => {
  const asked = [`https://${host}.fireblocks.io/.well-known/jwks.json`];
  expect(await verdictOn({}, environment)).toEqual({ verdict: OK, asked });
});

test.each([{ alg: 'none' }, { alg: 'RS256' }, { alg: 'HS512' }, { kid: 'k-2' }, { kid: undefined }, { kid: 1 }])(
  'a signature that says %j is refused',
  async (change) => expect((await verdictOn(change)).verdict).toEqual(WRONG),
);

test('keys that a signature brings along or points to count for nothing, and no other environment is asked', async () => {
  const forger = generatePair('RS512');
  const theirs = publicKey(forger.secret, 'RS512')?.export({ format: 'jwk' });
  expect((await verdictOn({ jwk: theirs, jku: 'https://evil.io/jwks' })).asked).toEqual([
    'https://keys.fireblocks.io/.well-known/jwks.json',
  ]);
  expect(await verdictOn({}, '__proto__')).toEqual({ verdict: WRONG, asked: [] });
});

test('a signature that is not detached, or asks for an extension, is none', async () => {
  const malformed = { verdict: { ok: false, cause: 'malformed-signature' }, asked: [] };
  expect(await verdictOn({}, 'us', part(BODY))).toEqual(malformed);
  expect(await verdictOn({ crit: ['b64'], b64: false })).toEqual(malformed);
});
