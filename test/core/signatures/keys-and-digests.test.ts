import { decodeDigest, encodeDigest } from '../../../core/signatures/decode-digest.ts';
import { secretKey } from '../../../core/signatures/secret-key.ts';

const exported = (...given: Parameters<typeof secretKey>) =>
  secretKey(...given)
    ?.export()
    .toString('hex');

describe("a secret's key", () => {
  test('is its text, byte for byte, or what the text encodes', () => {
    expect(exported('sixteen bytes, ok')).toBe(Buffer.from('sixteen bytes, ok').toString('hex'));
    expect(exported('zoë zoë zoë 🦊')).toBe(Buffer.from('zoë zoë zoë 🦊').toString('hex'));
    expect(exported('AAECAwQFBgcICQoLDA0ODw==', 'base64')).toBe('000102030405060708090a0b0c0d0e0f');
    expect(exported('000102030405060708090A0b0c0d0e0f', 'hex')).toBe('000102030405060708090a0b0c0d0e0f');
  });

  test.each<Parameters<typeof secretKey>>([
    [''],
    ['fifteen bytes!!'],
    [' '.repeat(100)],
    ['\n\t'.repeat(20)],
    [` short${' '.repeat(20)}`],
    ['', 'base64'],
    ['AAECAwQFBgcICQoLDA0O', 'base64'],
    ['not base64 at all, though it is long enough', 'base64'],
    ['AAECAwQFBgcICQoLDA0ODw==\n', 'base64'],
    ['=========================', 'base64'],
    ['000102030405060708090a0b0c0d0e', 'hex'],
    ['000102030405060708090a0b0c0d0e0', 'hex'],
    ['0x0102030405060708090a0b0c0d0e0f', 'hex'],
  ])('is none for %j (%s)', (...given) => expect(secretKey(...given)).toBeUndefined());
});

describe("a signature's digest", () => {
  const bytes = Buffer.from('000102030405060708090a0b0c0d0e0f10111213', 'hex');

  test.each([
    ['hex', bytes.toString('hex')],
    ['hex', bytes.toString('hex').toUpperCase()],
    ['hex-upper', bytes.toString('hex').toUpperCase()],
    ['base64', bytes.toString('base64')],
    ['base64-unpadded', bytes.toString('base64').replace('=', '')],
    ['base64url', bytes.toString('base64url')],
  ] as const)('in %s is read from %s', (encoding, text) => expect(decodeDigest(text, encoding, 20)).toEqual(bytes));

  test.each([
    ['hex', bytes.toString('hex').replace('a', 'A')],
    ['hex', ` ${bytes.toString('hex')}`],
    ['hex', `${bytes.toString('hex')}00`],
    ['hex', `${bytes.toString('hex')}zz`],
    ['hex', bytes.toString('hex').slice(2)],
    ['base64', bytes.toString('base64').replace('=', '')],
    ['base64', `${bytes.toString('base64')}=`],
    ['base64', bytes.toString('base64').replace('M=', 'N=')],
    ['base64', `${bytes.toString('base64')}\n`],
    ['base64', `AA${bytes.toString('base64')}`],
    ['base64', Buffer.alloc(20, 0xff).toString('base64url')],
    ['base64-unpadded', bytes.toString('base64')],
    ['base64-unpadded', Buffer.alloc(20, 0xff).toString('base64url')],
    ['base64url', bytes.toString('base64')],
    ['base64url', Buffer.alloc(20, 0xff).toString('base64').replace('=', '')],
    ['base64', ''],
    ['hex', ''],
  ] as const)('in %s has one way to be written, which this is not: %j', (encoding, text) =>
    expect(decodeDigest(text, encoding, 20)).toBeUndefined(),
  );

  test.each(['hex', 'hex-upper', 'base64', 'base64-unpadded', 'base64url'] as const)(
    'in %s is read as it was written',
    (encoding) => expect(decodeDigest(encodeDigest(bytes, encoding), encoding, 20)).toEqual(bytes),
  );
});
