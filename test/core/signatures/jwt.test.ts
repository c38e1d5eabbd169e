import { createHmac, createPrivateKey, createPublicKey, createSecretKey, sign } from 'node:crypto';
import { lifetimeProblem, readJwt, signerOf, writeJwt } from '../../../core/signatures/jwt.ts';
import { generatePair, publicKey } from '../../../core/signatures/public-key.ts';

const NOW = 1_760_000_000_000;
const SECONDS = NOW / 1000;
const SECRET = 'a secret of enough bytes for all';
const secretKey = createSecretKey(SECRET, 'utf8');
const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const signedBy = (head: unknown, claims: unknown) => {
  const signed = `${part(head)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
};
const read = (token: string) => readJwt(token, 5000);

test('a token is taken apart, and its signer found among the keys', () => {
  const token = read(writeJwt({ a: 1 }, 'HS256', SECRET));
  expect(token?.claims).toEqual({ a: 1 });
  const other = createSecretKey('another secret of enough bytes', 'utf8');
  expect(token && signerOf(token, 'HS256', [other, secretKey])).toBe(1);
  expect(token && signerOf(token, 'HS256', [other])).toBe(-1);
});

const GOOD = signedBy({ alg: 'HS256' }, { a: 1 });
const [HEAD = '', CLAIMS = '', SIGNATURE = ''] = GOOD.split('.');

test.each([
  ['two parts', `${HEAD}.${CLAIMS}`],
  ['four parts', `${GOOD}.${SIGNATURE}`],
  ['five, as of one that is encrypted', `${GOOD}.a.b`],
  ['no signature', `${HEAD}.${CLAIMS}.`],
  ['an empty head', `.${CLAIMS}.${SIGNATURE}`],
  ['padding', `${HEAD}.${CLAIMS}.${SIGNATURE}=`],
  ['plain base64', `${HEAD}.${CLAIMS}.${SIGNATURE.slice(0, -2)}+/`],
  ['a space', `${HEAD}.${CLAIMS} .${SIGNATURE}`],
  ['a line break', `${HEAD}\n.${CLAIMS}.${SIGNATURE}`],
  ['a head that is a list', signedBy([], { a: 1 })],
  ['claims that are a text', signedBy({ alg: 'HS256' }, '"a"')],
  ['claims that are null', signedBy({ alg: 'HS256' }, 'null')],
  ['claims that are no JSON', signedBy({ alg: 'HS256' }, '{a:1}')],
  ['a head with the algorithm twice', signedBy('{"alg":"none","alg":"HS256"}', { a: 1 })],
  ['a head with the algorithm twice, once escaped', signedBy('{"\\u0061lg":"none","alg":"HS256"}', { a: 1 })],
  ['a claim twice', signedBy({ alg: 'HS256' }, '{"iss":"us","iss":"them"}')],
  ['an extension that has to be understood', signedBy({ alg: 'HS256', crit: ['b64'], b64: false }, { a: 1 })],
  ['more than is allowed', signedBy({ alg: 'HS256' }, { a: 'x'.repeat(5000) })],
  ['a megabyte of dots', '.'.repeat(1_000_000)],
])('a token of %s is none', (_, token) => {
  expect(read(token)).toBeUndefined();
});

test('claims that are no UTF-8 are none', () => {
  const claims = Buffer.from('7b2261223a22ff227d', 'hex').toString('base64url');
  expect(read(`${HEAD}.${claims}.${SIGNATURE}`)).toBeUndefined();
});

describe('whatever a token says of its algorithm', () => {
  const pair = generatePair('RS256');
  const rsa = publicKey(pair.secret, 'RS256');
  if (!rsa) throw new Error('no key');
  const pem = rsa.export({ type: 'spki', format: 'pem' }).toString();
  const signer = (token: string, algorithm: 'HS256' | 'ES256' | 'RS256', keys = [rsa, secretKey]) => {
    const parsed = read(token);
    return parsed && signerOf(parsed, algorithm, keys);
  };

  test.each(['none', 'None', 'NONE', '', 'hs256', 'HS384', 'HS512', 'RS256', 'ES256', null, 1, ['HS256'], undefined])(
    'one of HS256 that says %j is refused',
    (alg) => {
      expect(signer(signedBy({ alg }, { a: 1 }), 'HS256')).toBe(-1);
      expect(signer(`${part({ alg })}.${part({ a: 1 })}.${part('x')}`, 'HS256')).toBe(-1);
    },
  );

  test('an HMAC by the text of a public key is no signature of it', () => {
    for (const text of [pem, pem.trim(), pair.secret, rsa.export({ type: 'spki', format: 'der' })]) {
      const signed = `${part({ alg: 'HS256' })}.${part({ a: 1 })}`;
      const token = `${signed}.${createHmac('sha256', text).update(signed).digest('base64url')}`;
      expect(signer(token, 'RS256', [rsa])).toBe(-1);
      expect(signer(token, 'HS256', [rsa])).toBe(-1);
    }
  });

  test('a key of another kind does not check it', () => {
    const other = generatePair('ES256');
    const token = writeJwt({ a: 1 }, 'ES256', other.signWith);
    const ec = publicKey(other.secret, 'ES256');
    expect(signer(token, 'ES256', ec ? [secretKey, rsa, ec] : [])).toBe(2);
    expect(signer(token, 'RS256', ec ? [ec] : [])).toBe(-1);
    expect(publicKey(other.secret, 'RS256')).toBeUndefined();
    expect(publicKey(pem, 'ES256')).toBeUndefined();
  });

  test('keys that it brings along or points to count for nothing', () => {
    const forger = generatePair('RS256');
    const jwk = publicKey(forger.secret, 'RS256')?.export({ format: 'jwk' });
    for (const extra of [
      { jwk },
      { jku: 'https://evil.io/jwks' },
      { x5u: 'https://evil.io/' },
      { kid: '../../dev/null' },
    ])
      expect(signer(writeJwt({ a: 1 }, 'RS256', forger.signWith, extra), 'RS256')).toBe(-1);
  });

  test('a signature of ES256 as DER, or of zeros, is none', () => {
    const { secret, signWith } = generatePair('ES256');
    const ec = publicKey(secret, 'ES256');
    const signed = `${part({ alg: 'ES256' })}.${part({ a: 1 })}`;
    const key = createPrivateKey({ key: Buffer.from(signWith, 'base64'), format: 'der', type: 'pkcs8' });
    const der = sign('sha256', Buffer.from(signed), key).toString('base64url');
    expect(ec && createPublicKey(key).equals(ec)).toBe(true);
    for (const signature of [der, Buffer.alloc(64).toString('base64url')])
      expect(signer(`${signed}.${signature}`, 'ES256', ec ? [ec] : [])).toBe(-1);
  });
});

test.each([
  [{}, undefined],
  [{ exp: SECONDS - 59, nbf: SECONDS + 60, iat: SECONDS + 60 }, undefined],
  [{ exp: SECONDS - 60 }, 'stale-timestamp'],
  [{ nbf: SECONDS + 61 }, 'future-timestamp'],
  [{ iat: SECONDS + 61 }, 'future-timestamp'],
  [{ exp: '9999999999' }, 'malformed-timestamp'],
  [{ exp: null }, 'malformed-timestamp'],
  [{ nbf: {} }, 'malformed-timestamp'],
])('a token with %j is refused for %s', (claims, cause) => {
  const token = read(signedBy({ alg: 'HS256' }, claims));
  expect(token && lifetimeProblem(token, NOW)).toBe(cause);
});
