import { generateKeyPairSync } from 'node:crypto';
import type { ProviderId } from '../../core/providers/index.ts';
import { providers } from '../../core/providers/index.ts';
import { secretProblem } from '../../core/secret-problem.ts';

const problem = (id: ProviderId, text: string, begins?: string) => secretProblem(text, { ...providers[id], begins });
const pair = generateKeyPairSync('ec', {
  namedCurve: 'prime256v1',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const BASE64 = Buffer.alloc(24, 7).toString('base64');

test.each<[ProviderId, string, string | undefined]>([
  ['stripe', 'whsec_0123456789abcdef', 'whsec_'],
  ['github', 'any text of 16 bytes', undefined],
  ['clerk', `whsec_${BASE64}`, undefined],
  ['clerk', BASE64, undefined],
  ['sendgrid', pair.publicKey.replaceAll(/-----.*-----|\s/g, ''), undefined],
])('a secret of %s is fine: %s', (id, text, begins) => expect(problem(id, text, begins)).toBeUndefined());

test.each<[ProviderId, string, string | undefined, string]>([
  ['stripe', '', undefined, 'is empty'],
  [
    'stripe',
    ['sk', 'live', '0123456789abcdefghij'].join('_'),
    'whsec_',
    'a secret API key of Stripe, and Stripe does not sign with that',
  ],
  ['stripe', 'a secret without its prefix', 'whsec_', 'does not begin with whsec_'],
  ['stripe', 'STRIPE_SECRET=whsec_0123456789abcdef', 'whsec_', 'has a name before it: give the bare text'],
  ['github', '"0123456789abcdef"', undefined, 'has quotes around it: give the bare text'],
  ['github', 'too short', undefined, 'has 9 bytes; at least 16 are needed'],
  [
    'clerk',
    'whsec_%%%%%%%%%%%%%%%%%%%%%%%',
    undefined,
    'is not base64 of at least 16 bytes, as the secrets of Clerk are',
  ],
  ['clerk', `whsec_${BASE64.slice(0, 9)} ${BASE64.slice(9)}`, undefined, 'has white space in it'],
  ['sendgrid', pair.privateKey, undefined, 'is a private key'],
  ['sendgrid', 'SG.0123456789abcdef.0123456789abcdef', undefined, 'is no public key that'],
])('%s has no such secret: %s', (id, text, begins, says) => {
  const said = problem(id, text, begins);
  expect(said).toContain(says);
  if (text) expect(said).not.toContain(text);
});
