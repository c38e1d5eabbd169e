import { readdirSync, readFileSync } from 'node:fs';
import { providers } from '../../../core/providers/index.ts';

/** What makes a scheme load something, by the files that do. A new one says `loads: true`, or gets it from its maker. */
const LOADING = /\bload\(|\bload\?\.\(|\bloadJwks\(|\bplaidKey\(/;

test('every scheme that loads what a signature refers to says so: a VPC needs a way out for it', () => {
  const loading = Object.values(providers).filter(({ scheme }) => scheme.loads);
  expect(loading.map(({ id }) => id).sort()).toEqual([
    'adobe-io-events',
    'aws-sns',
    'ebay',
    'fal',
    'fireblocks',
    'google-pubsub',
    'kinde',
    'paypal',
    'plaid',
    'truelayer',
    'turnkey',
  ]);
});

test('and there are no others', () => {
  const filesIn = (folder: string) => readdirSync(folder).map((file) => `${folder}/${file}`);
  const files = [...filesIn('core/signatures'), ...filesIn('core/providers')];
  expect(files.filter((file) => LOADING.test(readFileSync(file, 'utf8')))).toEqual([
    'core/signatures/adobe.ts',
    'core/signatures/aws-sns.ts',
    'core/signatures/ebay.ts',
    'core/signatures/fireblocks.ts',
    'core/signatures/jwks.ts',
    'core/signatures/paypal.ts',
    'core/signatures/plaid-key.ts',
    'core/signatures/truelayer.ts',
    'core/providers/fal.ts',
    'core/providers/google-pubsub.ts',
    'core/providers/kinde.ts',
    'core/providers/plaid.ts',
    'core/providers/turnkey.ts',
  ]);
});
