import { createHmac } from 'node:crypto';
import { easypost } from '../../../core/providers/easypost.ts';
import { ACCEPTED, delivery, verdictOf } from './sdk/deliveries.ts';

const signed = (key: string) => {
  const digest = createHmac('sha256', key).update('{"a":1}').digest('hex');
  return delivery('{"a":1}', { 'x-hmac-signature': `hmac-sha256-hex=${digest}` });
};

test('EasyPost takes its secret apart before it signs: é is e and an accent', async () => {
  const secret = 'the secret of the café';
  expect(secret.normalize('NFKD')).not.toBe(secret);
  expect(await verdictOf(easypost, signed(secret.normalize('NFKD')), secret)).toEqual(ACCEPTED);
  expect((await verdictOf(easypost, signed(secret), secret)).ok).toBe(false);
  const { headers } = easypost.scheme.sign(delivery('{"a":1}'), secret, { now: 0 });
  expect(headers['x-hmac-signature']).toBe(signed(secret.normalize('NFKD')).headers['x-hmac-signature']);
});

test('a secret that is too short stays so, however long it is taken apart', () => {
  expect(Buffer.byteLength('ﷺ'.normalize('NFKD'))).toBeGreaterThan(16);
  expect(easypost.scheme.key('ﷺ')).toBeUndefined();
});
