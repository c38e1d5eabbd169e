import { readContent } from '../../../core/content.ts';
import { providers } from '../../../core/providers/index.ts';
import type { DocumentRequest } from '../../../core/signatures/document.ts';
import { generatePair, publicKey } from '../../../core/signatures/public-key.ts';

const { scheme, probe } = providers.ebay;
const pair = generatePair('ES256');
const OK = { ok: true, key: 0 };
const WRONG = { ok: false, cause: 'wrong-signature' };
const KID = '9936261a-7d7b-4621-a0f1-96ccb428af49';
const BODY = '{"notification":{"notificationId":"n-1"}}';
const delivery = (headers = {}, url = 'https://hooks.example.com/webhooks/buyers') => ({
  method: 'POST',
  url,
  headers,
  body: Buffer.from(BODY),
});

/** The header of a signed delivery, with something changed in the JSON that it holds. */
function stated(change: object): string {
  const signed = scheme.sign(delivery(), pair.signWith, { now: 0 }).headers['x-ebay-signature'] ?? '';
  const json: object = JSON.parse(Buffer.from(signed, 'base64').toString());
  return Buffer.from(JSON.stringify({ ...json, kid: KID, ...change })).toString('base64');
}

/** One line, as eBay writes a key. */
const PEM = `-----BEGIN PUBLIC KEY-----${pair.secret}-----END PUBLIC KEY-----`;

async function verdictOn(
  header: string,
  answers: { token?: number; key?: number; text?: string; environment?: string } = {},
) {
  const { token = 200, key = 200, text = JSON.stringify({ key: PEM }), environment = 'sandbox' } = answers;
  const asked: DocumentRequest[] = [];
  const load = async (request: DocumentRequest) => {
    asked.push(request);
    const isToken = request.method === 'POST';
    return isToken ? { status: token, text: '{"access_token":"t-1"}' } : { status: key, text };
  };
  const credentials = scheme.key('the-app-id:the-cert-id');
  const context = { now: 0, settings: { environment }, load };
  const verdict = await scheme.verify(
    delivery({ 'x-ebay-signature': header }),
    credentials ? [credentials] : [],
    context,
  );
  return { verdict, asked };
}

test('the key is asked for by its id, with a token for the credentials', async () => {
  const { verdict, asked } = await verdictOn(stated({}));
  expect(verdict).toEqual(OK);
  expect(asked).toEqual([
    {
      url: 'https://api.sandbox.ebay.com/identity/v1/oauth2/token',
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('the-app-id:the-cert-id').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials&scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope',
    },
    {
      url: `https://api.sandbox.ebay.com/commerce/notification/v1/public_key/${KID}`,
      headers: { authorization: 'Bearer t-1' },
    },
  ]);
});

test.each([
  '../../oauth2/token',
  `${KID}/../x`,
  `${KID}?x=1`,
  KID.toUpperCase(),
  'https://evil.io/key',
  `@evil.io/${KID}`,
  '',
  7,
  null,
  undefined,
])('nothing is asked for by the id %j', async (kid) => {
  expect(await verdictOn(stated({ kid }))).toEqual({ verdict: WRONG, asked: [] });
});

test.each([
  { alg: 'none' },
  { alg: 'rsa' },
  { digest: 'MD5' },
  { digest: undefined },
  { signature: '' },
  { signature: 1 },
])('nothing is asked for when the header says %j', async (change) => {
  expect(await verdictOn(stated(change))).toEqual({
    verdict: { ok: false, cause: 'malformed-signature' },
    asked: [],
  });
});

test('an id that eBay does not know, or a key of another kind, makes no signature right', async () => {
  expect((await verdictOn(stated({}), { key: 404 })).verdict).toEqual(WRONG);
  for (const key of ['', 1, null, generatePair('RS256').secret, generatePair('ES256').secret])
    expect((await verdictOn(stated({}), { text: JSON.stringify({ key }) })).verdict).toEqual(WRONG);
  expect((await verdictOn(stated({}), { text: '<html>' })).verdict).toEqual(WRONG);
  expect(await verdictOn(stated({}), { environment: 'constructor' })).toEqual({ verdict: WRONG, asked: [] });
});

test('events are kept until our own credentials are right', async () => {
  await expect(verdictOn(stated({}), { token: 401 })).rejects.toThrow(/credentials/);
});

test('a pinned key asks for nothing', async () => {
  const key = publicKey(pair.secret, 'ES256');
  const load = () => Promise.reject(new Error('nothing is loaded here'));
  const verdict = await scheme.verify(delivery({ 'x-ebay-signature': stated({}) }), key ? [key] : [], { now: 0, load });
  expect(verdict).toEqual(OK);
});

test('the challenge is answered with a digest of code, token and endpoint', () => {
  const settings = {
    environment: 'sandbox',
    verificationToken: '71745723-d031-455c-bfa5-f90d11b4f20a',
    endpoint: 'http://www.testendpoint.com/webhook',
  };
  const at = (query: string) => readContent(delivery({}, `https://hooks.example.com/webhooks/buyers${query}`));
  expect(probe?.('GET', at('?challenge_code=a8628072-3d33-45ee-9004-bee86830a22d'), settings)).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"challengeResponse":"ca527df75caa230092d7e90484071e8f05d63068f1317973d6a3a42593734bbb"}',
  });
  expect(probe?.('POST', at('?challenge_code=a'), settings)).toBeUndefined();
  expect(probe?.('GET', at(''), settings)).toBeUndefined();
  expect(probe?.('GET', at('?challenge_code='), settings)).toBeUndefined();
  expect(probe?.('GET', at('?challenge_code=a'), {})).toBeUndefined();
});
