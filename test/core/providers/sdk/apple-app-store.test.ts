import { createHash } from 'node:crypto';
import { Environment, SignedDataVerifier } from '@apple/app-store-server-library';
import { appleScheme } from '../../../../core/signatures/apple.ts';
import { writeJwt } from '../../../../core/signatures/jwt.ts';
import { type CertificateOptions, makeCertificate } from '../../signatures/make-certificate.ts';
import { ACCEPTED, delivery, WRONG } from './deliveries.ts';

const DAY = 86_400_000;
const NOW = Date.now();
const VALID = { from: NOW - 10 * DAY, to: NOW + 10 * DAY };
const [LEAF, ISSUER] = [['1.2.840.113635.100.6.11.1'], ['1.2.840.113635.100.6.2.1']];
const SETTINGS = { bundleId: 'com.acme.app', environment: 'Sandbox' };

const root = makeCertificate({ name: 'Root', isAuthority: true, ...VALID });
const scheme = appleScheme(createHash('sha256').update(root.der).digest('hex'));
const verifier = new SignedDataVerifier([root.der], false, Environment.SANDBOX, SETTINGS.bundleId);

const CLAIMS = {
  notificationType: 'DID_RENEW',
  notificationUUID: '3838df56-31ab-4e2e-9535-e6e9377c4c77',
  data: { ...SETTINGS, status: 1 },
  version: '2.0',
  signedDate: NOW,
};

interface Chain {
  readonly leaf?: Partial<CertificateOptions>;
  readonly issuer?: Partial<CertificateOptions>;
  readonly root?: typeof root;
  readonly claims?: object;
}

function tokenOf(chain: Chain = {}): string {
  const top = chain.root ?? root;
  const issuer = makeCertificate({
    name: 'Issuer',
    issuer: top,
    isAuthority: true,
    extensions: ISSUER,
    ...VALID,
    ...chain.issuer,
  });
  const leaf = makeCertificate({ name: 'Leaf', issuer, extensions: LEAF, ...VALID, ...chain.leaf });
  const x5c = [leaf, issuer, top].map(({ der }) => der.toString('base64'));
  return writeJwt({ ...CLAIMS, ...chain.claims }, 'ES256', leaf.signWith, { x5c });
}

const byUs = (signedPayload: string) =>
  scheme.verify(delivery(JSON.stringify({ signedPayload })), [], { now: NOW, settings: SETTINGS });
const byLibrary = (token: string) =>
  verifier.verifyAndDecodeNotification(token).then(
    ({ notificationUUID }) => notificationUUID,
    () => 'refused',
  );

test("Apple's own library and we accept the same chain", async () => {
  const token = tokenOf();
  expect(await byLibrary(token)).toBe(CLAIMS.notificationUUID);
  expect(await byUs(token)).toEqual(ACCEPTED);
});

const other = makeCertificate({ name: 'Root', isAuthority: true, ...VALID });
const REFUSED: readonly [string, Chain][] = [
  ["a root of the forger's own", { root: other }],
  ['a leaf that has expired', { leaf: { to: NOW - DAY } }],
  ['a leaf that is not valid yet', { leaf: { from: NOW + DAY } }],
  ['an issuer that has expired', { issuer: { to: NOW - DAY } }],
  ['a leaf for something else', { leaf: { extensions: ['1.2.840.113635.100.6.1.13'] } }],
  ['an issuer for something else', { issuer: { extensions: [] } }],
  ['an issuer that is no authority', { issuer: { isAuthority: false } }],
  ['a leaf that somebody else issued', { leaf: { issuer: other } }],
  ['another app', { claims: { data: { ...CLAIMS.data, bundleId: 'com.evil.app' } } }],
  ['another environment', { claims: { data: { ...CLAIMS.data, environment: 'Production' } } }],
];

test.each(REFUSED)('Both refuse %s', async (_, chain) => {
  const token = tokenOf(chain);
  expect(await byLibrary(token)).toBe('refused');
  expect(await byUs(token)).toEqual(WRONG);
});

test.each([['data'], ['summary'], ['appData']])('We find the app in %s', async (name) => {
  expect(await byUs(tokenOf({ claims: { data: undefined, [name]: SETTINGS } }))).toEqual(ACCEPTED);
});

test('We refuse a notification that is about two apps, or none', async () => {
  expect(await byUs(tokenOf({ claims: { summary: { ...SETTINGS, bundleId: 'com.evil.app' } } }))).toEqual(WRONG);
  expect(await byUs(tokenOf({ claims: { data: undefined } }))).toEqual(WRONG);
});

test('We refuse chains that are too short, too long, or none', async () => {
  const [, claims = ''] = tokenOf().split('.');
  for (const x5c of [
    undefined,
    [],
    'x',
    [1, 2, 3],
    [root.der.toString('base64')],
    Array.from({ length: 9 }, () => 'AA=='),
  ]) {
    const token = writeJwt(JSON.parse(Buffer.from(claims, 'base64url').toString()), 'ES256', root.signWith, { x5c });
    expect(await byUs(token)).toEqual(WRONG);
  }
});
