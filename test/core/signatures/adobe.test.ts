import { readContent } from '../../../core/content.ts';
import { providers } from '../../../core/providers/index.ts';
import { generatePair } from '../../../core/signatures/public-key.ts';

const { scheme, probe } = providers['adobe-io-events'];
const pair = generatePair('RS256');
const forger = generatePair('RS256');
const settings = { clientId: 'client01' };
const OK = { ok: true, key: 0 };
const WRONG = { ok: false, cause: 'wrong-signature' };

const delivery = (body: string, headers = {}) => ({
  method: 'POST',
  url: 'https://hooks.example.com/webhooks/it',
  headers,
  body: Buffer.from(body),
});
const BODY = '{"event_id":"e-1","recipient_client_id":"client01"}';
const signed = (body = BODY) => scheme.sign(delivery(body), pair.signWith, { now: 0 });

/** What is said of a request with these headers, while Adobe serves its key and everybody else that of a forger. */
async function verdictOn(headers: Readonly<Record<string, string>>, body = BODY, status = 200) {
  const asked: string[] = [];
  const load = async ({ url }: { readonly url: string }) => {
    asked.push(url);
    return { status, text: `${url === KEY ? pair.secret : forger.secret}\n` };
  };
  return { verdict: await scheme.verify(delivery(body, headers), [], { now: 0, settings, load }), asked };
}

const KEY = 'https://static.adobeioevents.com/prod/keys/pub-key-local.pem';

test('the key is loaded from the one host of Adobe', async () => {
  expect(await verdictOn(signed().headers)).toEqual({ verdict: OK, asked: [KEY] });
  expect((await verdictOn(signed().headers, BODY, 404)).verdict).toEqual(WRONG);
});

test('either of two signatures is enough', async () => {
  const { 'x-adobe-digital-signature-1': signature = '', 'x-adobe-public-key1-path': path = '' } = signed().headers;
  const second = { 'x-adobe-digital-signature-2': signature, 'x-adobe-public-key2-path': path };
  expect((await verdictOn(second)).verdict).toEqual(OK);
  expect((await verdictOn({ ...second, 'x-adobe-digital-signature-1': 'AAAA' })).verdict).toEqual(OK);
  expect((await verdictOn({ ...second, 'x-adobe-digital-signature-2': 'AAAA' })).verdict).toEqual(WRONG);
});

test.each([
  '.evil.io/prod/keys/pub-key-local.pem',
  '@evil.io/prod/keys/pub-key-local.pem',
  ':8443/prod/keys/pub-key-local.pem',
  '//evil.io/prod/keys/pub-key-local.pem',
  'https://evil.io/prod/keys/pub-key-local.pem',
  '/prod/keys/../../evil/pub-key-local.pem',
  '/prod/keys/pub-key-%2e%2e.pem',
  '/prod/keys/pub-key-local.pem?x=1',
  '/prod/keys/pub-key-local.pem#x',
  '/prod/keys/pub-key-local.pem\n',
  '\\evil.io/prod/keys/pub-key-local.pem',
  '',
])('nothing is loaded from the path %j', async (path) => {
  const { verdict, asked } = await verdictOn({ ...signed().headers, 'x-adobe-public-key1-path': path });
  expect([verdict, asked]).toEqual([WRONG, []]);
});

test.each([
  '{"recipient_client_id":"client02"}',
  '{"recipient_client_id":["client01"]}',
  '{"event":{"recipient_client_id":"client01"}}',
  '{"recipient_client_id":"client02","recipientclientid":"client01"}',
  '{}',
  'client01',
])('an event for another customer of Adobe is refused: %s', async (body) => {
  expect((await verdictOn(signed(body).headers, body)).verdict).toEqual(WRONG);
});

test('an event in the form of CloudEvents says whom for without underlines', async () => {
  const body = '{"recipientclientid":"client01"}';
  expect((await verdictOn(signed(body).headers, body)).verdict).toEqual(OK);
});

test('the challenge is echoed as JSON to a GET, and to nothing else', () => {
  const content = readContent({ ...delivery(''), url: 'https://h.example.com/?challenge=a%22%3Cb' });
  const headers = { 'content-type': 'application/json' };
  expect(probe?.('GET', content, settings)).toEqual({ status: 200, headers, body: '{"challenge":"a\\"<b"}' });
  expect(probe?.('POST', content, settings)).toBeUndefined();
  expect(probe?.('GET', readContent(delivery('')), settings)).toBeUndefined();
});
