import { providers } from '../../../core/providers/index.ts';
import { crc32 } from '../../../core/signatures/crc32.ts';
import type { DocumentRequest } from '../../../core/signatures/document.ts';
import { type CertificateOptions, makeCertificate } from './make-certificate.ts';

const NOW = Date.parse('2026-03-01T10:20:30.400Z');
const DAY = 86_400_000;
const VALID = { from: NOW - 30 * DAY, to: NOW + 30 * DAY, key: 'rsa' } as const;
const NAME = 'messageverificationcerts.paypal.com';
const URL_OF_IT = 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270';
const { scheme } = providers.paypal;

const root = makeCertificate({ name: 'Root', isAuthority: true, ...VALID });
const issuer = makeCertificate({ name: 'Issuer', issuer: root, isAuthority: true, ...VALID });
const leaf = makeCertificate({ name: NAME, issuer, ...VALID });
const otherRoot = makeCertificate({ name: 'Root', isAuthority: true, ...VALID });
const roots = [otherRoot.pem, root.pem];
const child = (options: Partial<CertificateOptions> = {}) =>
  makeCertificate({ name: NAME, issuer, ...VALID, ...options });

interface Scene {
  /** What is served, and by whose key the delivery is signed: the first. */
  readonly chain?: readonly { readonly pem: string; readonly signWith: string }[];
  readonly url?: string;
  readonly status?: number;
  readonly webhookId?: string;
  readonly trustedRoots?: readonly string[];
}

async function verdictOn(scene: Scene = {}) {
  const { chain = [leaf, issuer], url = URL_OF_IT, status = 200, webhookId = 'WEBHOOK1', trustedRoots = roots } = scene;
  const asked: DocumentRequest[] = [];
  const settings = { webhookId };
  const unsigned = { method: 'POST', url: 'https://h.example.com/', headers: {}, body: Buffer.from('{"id":"WH-1"}') };
  const signed = scheme.sign(unsigned, chain[0]?.signWith ?? '', {
    now: NOW,
    id: 't-1',
    settings: { webhookId: 'WEBHOOK1' },
  });
  const delivery = { ...signed, headers: { ...signed.headers, 'paypal-cert-url': url } };
  const verdict = await scheme.verify(delivery, [], {
    now: NOW,
    settings,
    trustedRoots: () => trustedRoots,
    load: async (request) => {
      asked.push(request);
      return { status, text: chain.map(({ pem }) => pem).join('') };
    },
  });
  return { verdict, asked };
}

const OK = { ok: true, key: 0 };
const WRONG = { ok: false, cause: 'wrong-signature' };

test('a certificate that leads to a trusted root is believed, with or without the root in the chain', async () => {
  expect(await verdictOn()).toEqual({ verdict: OK, asked: [{ url: URL_OF_IT }] });
  expect((await verdictOn({ chain: [leaf, issuer, root] })).verdict).toEqual(OK);
  expect((await verdictOn({ chain: [leaf, otherRoot, issuer] })).verdict).toEqual(OK);
});

test('so is that of the sandbox, from the sandbox', async () => {
  const chain = [child({ name: 'messageverificationcerts.sandbox.paypal.com' }), issuer];
  const url = URL_OF_IT.replace('api.', 'api-m.sandbox.');
  expect((await verdictOn({ chain, url })).verdict).toEqual(OK);
  expect((await verdictOn({ chain })).verdict).toEqual(WRONG);
  expect((await verdictOn({ url })).verdict).toEqual(WRONG);
});

const silent = child({ name: 'Silent', saysUsage: false });
const self = makeCertificate({ name: NAME, ...VALID });
const selfAuthority = makeCertificate({ name: NAME, isAuthority: true, ...VALID });
test.each<[string, Scene]>([
  ['a certificate signed by itself', { chain: [self] }],
  ['an authority signed by itself', { chain: [selfAuthority, selfAuthority] }],
  ["a chain to a root of the forger's own", { chain: [leaf, issuer, root], trustedRoots: [otherRoot.pem] }],
  [
    'a chain to a root of the same name',
    {
      chain: [
        child({ issuer: makeCertificate({ name: 'Issuer', issuer: otherRoot, isAuthority: true, ...VALID }) }),
        issuer,
      ],
    },
  ],
  ['no roots', { trustedRoots: [] }],
  ['a chain without its middle', { chain: [leaf] }],
  ['a leaf that has expired', { chain: [child({ to: NOW - 1000 }), issuer] }],
  ['a leaf that is not valid yet', { chain: [child({ from: NOW + 1000 }), issuer] }],
  ['another subject', { chain: [child({ name: 'www.paypal.com' }), issuer] }],
  ['a subject that ends differently', { chain: [child({ name: `${NAME}.evil.io` }), issuer] }],
  ['a subject with two names', { chain: [child({ name: `evil.io\nCN=${NAME}` }), issuer] }],
  ['a leaf issued by a leaf', { chain: [child({ issuer: leaf }), leaf, issuer] }],
  ['a leaf issued by one that does not say what it is for', { chain: [child({ issuer: silent }), silent, issuer] }],
  ['a key of another kind', { chain: [{ pem: child({ key: 'ec' }).pem, signWith: leaf.signWith }, issuer] }],
  ['a page in place of a certificate', { chain: [{ pem: '<html>', signWith: leaf.signWith }] }],
  ['a torn certificate', { chain: [{ pem: leaf.pem.slice(0, 300), signWith: leaf.signWith }] }],
  ['a hundred certificates', { chain: Array.from({ length: 100 }, () => leaf) }],
  ['a document that is not there', { status: 404 }],
  ['the webhook of somebody else', { webhookId: 'WEBHOOK2' }],
])('refuses %s', async (_, scene) => {
  expect((await verdictOn(scene)).verdict).toEqual(WRONG);
});

test.each([
  '',
  'http://api.paypal.com/v1/notifications/certs/CERT-1',
  'HTTPS://api.paypal.com/v1/notifications/certs/CERT-1',
  'https://API.paypal.com/v1/notifications/certs/CERT-1',
  'https://api.paypal.com.evil.io/v1/notifications/certs/CERT-1',
  'https://evil.io/api.paypal.com/v1/notifications/certs/CERT-1',
  'https://evil.io/https://api.paypal.com/v1/notifications/certs/CERT-1',
  'https://api.paypal.com@evil.io/v1/notifications/certs/CERT-1',
  'https://user:password@api.paypal.com/v1/notifications/certs/CERT-1',
  'https://api.paypal.com:8443/v1/notifications/certs/CERT-1',
  'https://api.paypal.com:443/v1/notifications/certs/CERT-1',
  'https://api.paypal.com./v1/notifications/certs/CERT-1',
  'https://api%2epaypal.com/v1/notifications/certs/CERT-1',
  'https://apixpaypal.com/v1/notifications/certs/CERT-1',
  'https://evil-api.paypal.com/v1/notifications/certs/CERT-1',
  'https://evil.paypal.com/v1/notifications/certs/CERT-1',
  'https://api.sandbox.sandbox.paypal.com/v1/notifications/certs/CERT-1',
  'https://api.paypal.com/v1/notifications/certs/../../evil/CERT-1',
  'https://api.paypal.com/v1/notifications/certs/CERT-1/../../../x',
  'https://api.paypal.com/v1/notifications/certs/CERT-%2e%2e%2fx',
  'https://api.paypal.com/v1/notifications/certs/CERT-1?x=1',
  'https://api.paypal.com/v1/notifications/certs/CERT-1#x',
  'https://api.paypal.com/v1/notifications/certs/CERT-1\nhttps://evil.io/',
  ' https://api.paypal.com/v1/notifications/certs/CERT-1',
  'https://api.paypal.com\\@evil.io/v1/notifications/certs/CERT-1',
  'https://аpi.paypal.com/v1/notifications/certs/CERT-1',
  'file:///v1/notifications/certs/CERT-1',
  'https://api.paypal.com/cgi-bin/webscr?cmd=_redirect',
])('never asks at %j', async (url) => {
  expect(await verdictOn({ url })).toEqual({ verdict: WRONG, asked: [] });
});

test('a document that cannot be loaded now is no refusal', async () => {
  const signed = scheme.sign({ method: 'POST', url: '', headers: {}, body: Buffer.from('{}') }, leaf.signWith, {
    now: NOW,
    id: 't-1',
    settings: { webhookId: 'WEBHOOK1' },
  });
  const load = () => Promise.reject(new Error('no answer'));
  const context = { now: NOW, settings: { webhookId: 'WEBHOOK1' }, trustedRoots: () => roots, load };
  await expect(scheme.verify(signed, [], context)).rejects.toThrow('no answer');
  expect(await scheme.verify(signed, [], { ...context, settings: {} })).toMatchObject({ ok: false });
});

test('an id with a bar in it does not move the borders of what is signed', async () => {
  const settings = { webhookId: 'WEBHOOK1' };
  const signed = scheme.sign({ method: 'POST', url: '', headers: {}, body: Buffer.from('{}') }, leaf.signWith, {
    now: NOW,
    id: 'a|b',
    settings,
  });
  expect(await scheme.verify(signed, [], { now: NOW, settings })).toEqual({ ok: false, cause: 'malformed-signature' });
});

test.each([
  ['', 0],
  ['123456789', 0xcbf43926],
  ['The quick brown fox jumps over the lazy dog', 0x414fa339],
])('the CRC-32 of "%s" is the published one', (text, expected) => {
  expect(crc32(Buffer.from(text))).toBe(expected);
});
