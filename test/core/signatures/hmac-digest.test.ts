import { createHmac, createSecretKey } from 'node:crypto';
import { hmacDigest } from '../../../core/signatures/hmac-digest.ts';

const key = createSecretKey(Buffer.from('a key of enough bytes'));

test.each(['sha1', 'sha256', 'sha384', 'sha512'])('makes the bytes of an %s of all parts together', (algorithm) => {
  // Every byte occurs in some of the digests.
  for (let index = 0; index < 100; index++) {
    const whole = createHmac(algorithm, key).update(`${index}.é\u0000`).digest();
    expect(hmacDigest(algorithm, key, [`${index}`, Buffer.from('.é'), '\u0000']).equals(whole)).toBe(true);
  }
});

test('hands out digests that do not change with the next one', () => {
  const first = hmacDigest('sha256', key, ['one']);
  const copy = Buffer.from(first);
  hmacDigest('sha256', key, ['another']);
  expect(first.equals(copy)).toBe(true);
});
