import { generateSecret } from '../../cli/start/generate-secret.ts';
import { basicAuth, hmac, providers, querySecret } from '../../core/index.ts';
import { readKeys } from '../../core/secrets.ts';

test.each([
  ...Object.values(providers),
  basicAuth(),
  querySecret(),
  hmac({ header: 'X-Signature', secret: 'hex' }),
  hmac({ header: 'X-Signature', secret: 'base64' }),
])('makes a secret that $id can use, another one each time', ({ scheme }) => {
  const secret = generateSecret(scheme);
  expect(readKeys(secret, scheme)).not.toEqual([]);
  expect(generateSecret(scheme)).not.toBe(secret);
});
