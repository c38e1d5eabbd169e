import { createHmac, createSecretKey } from 'node:crypto';
import { readContent } from '../../../core/content.ts';
import { asana } from '../../../core/providers/asana.ts';
import { dropbox } from '../../../core/providers/dropbox.ts';
import { line } from '../../../core/providers/line.ts';
import { mandrill } from '../../../core/providers/mandrill.ts';
import { meta } from '../../../core/providers/meta.ts';
import { msgraph } from '../../../core/providers/msgraph.ts';
import { notion } from '../../../core/providers/notion.ts';
import { okta } from '../../../core/providers/okta.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import { strava } from '../../../core/providers/strava.ts';
import { trello } from '../../../core/providers/trello.ts';
import { x } from '../../../core/providers/x.ts';
import { zoom } from '../../../core/providers/zoom.ts';

const SECRET = 'a consumer secret of many characters';
const KEYS = [createSecretKey(Buffer.from(SECRET)), createSecretKey(Buffer.from('an older secret of the app'))];
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

interface Asked {
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const contentOf = ({ query = '', body = '', headers = {} }: Asked) =>
  readContent({ method: '', url: `https://hooks.example.com/it${query}`, headers, body: Buffer.from(body) });

/** What the provider answers before anything is verified. */
function probed({ probe }: Provider, method: string, asked: Asked, settings: Readonly<Record<string, string>> = {}) {
  const answer = probe?.(method, contentOf(asked), settings);
  return typeof answer === 'function' ? answer(KEYS) : answer;
}

const shaken = ({ handshake }: Provider, body: string, keys = KEYS) =>
  handshake?.(contentOf({ body }), { keys, settings: {} });

const PLAIN = { 'content-type': 'text/plain' };
const JSON_TYPE = { 'content-type': 'application/json' };

describe.each([
  ['Trello', trello],
  ['Mandrill', mandrill],
] as const)('%s', (_, provider) => {
  test('may try the URL with HEAD; anything else needs a signature', () => {
    expect(probed(provider, 'HEAD', {})).toEqual({ status: 200 });
    for (const method of ['GET', 'POST', 'PUT', 'head', '']) expect(probed(provider, method, {})).toBeUndefined();
  });
});

test('Mandrill may send a list of no events, with which nobody can do anything, whatever it is signed with', () => {
  for (const body of ['mandrill_events=%5B%5D', 'mandrill_events=[]', 'mandrill_events=%20[%20]'])
    expect(probed(mandrill, 'POST', { body, headers: FORM })).toEqual({ status: 200 });
  for (const body of [
    '',
    'mandrill_events=',
    'mandrill_events=[{}]',
    'mandrill_events={}',
    'mandrill_events=[]&x=1',
    'events=[]',
  ])
    expect(probed(mandrill, 'POST', { body, headers: FORM })).toBeUndefined();
  expect(probed(mandrill, 'POST', { body: 'mandrill_events=[]&mandrill_events=[{}]', headers: FORM })).toBeUndefined();
  expect(probed(mandrill, 'POST', { body: 'mandrill_events=[]', headers: JSON_TYPE })).toBeUndefined();
  expect(mandrill.scheme.key('test-webhook')).toBeUndefined();
});

describe("Meta's test of the URL", () => {
  const settings = { verifyToken: 'a-word-of-ours' };
  const ask = (query: string, method = 'GET', asked = settings) => probed(meta, method, { query }, asked);

  test('gets the challenge back as plain text, if it knows the verify token', () => {
    expect(ask('?hub.mode=subscribe&hub.verify_token=a-word-of-ours&hub.challenge=1158201444')).toEqual({
      status: 200,
      headers: PLAIN,
      body: '1158201444',
    });
  });

  test.each(['a-word-of-our', 'A-word-of-ours', '', 'a-word-of-ours%00', '%F0%9F%A6%8A'])(
    'is refused with another token: %s',
    (token) => {
      expect(ask(`?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1`)).toEqual({ status: 403 });
    },
  );

  test('is refused while there is no token to know', () => {
    expect(ask('?hub.mode=subscribe&hub.verify_token=&hub.challenge=1', 'GET', { verifyToken: '' })).toEqual({
      status: 403,
    });
    expect(probed(meta, 'GET', { query: '?hub.mode=subscribe&hub.challenge=1' })).toEqual({ status: 403 });
  });

  test('is nothing else', () => {
    const query = '?hub.mode=subscribe&hub.verify_token=a-word-of-ours&hub.challenge=1';
    for (const method of ['POST', 'HEAD', 'get', '']) expect(ask(query, method)).toBeUndefined();
    expect(ask(query.replace('subscribe', 'unsubscribe'))).toBeUndefined();
    expect(ask('')).toBeUndefined();
  });
});

describe("Strava's test of the URL", () => {
  const settings = { verifyToken: 'STRAVA-WORD' };

  test('gets the challenge back as JSON, if it knows the verify token', () => {
    const query = '?secret=x&hub.verify_token=STRAVA-WORD&hub.challenge=15f7d1a91c1f40&hub.mode=subscribe';
    expect(probed(strava, 'GET', { query }, settings)).toEqual({
      status: 200,
      headers: JSON_TYPE,
      body: '{"hub.challenge":"15f7d1a91c1f40"}',
    });
    expect(probed(strava, 'GET', { query: query.replace('STRAVA', 'strava') }, settings)).toEqual({ status: 403 });
    expect(probed(strava, 'GET', { query }, {})).toEqual({ status: 403 });
    expect(probed(strava, 'POST', { query }, settings)).toBeUndefined();
  });
});

test('Dropbox gets its challenge back as plain text, which no browser takes for a page', () => {
  expect(probed(dropbox, 'GET', { query: '?challenge=%3Cscript%3Ealert(1)%3C/script%3E' })).toEqual({
    status: 200,
    headers: { ...PLAIN, 'x-content-type-options': 'nosniff' },
    body: '<script>alert(1)</script>',
  });
  expect(probed(dropbox, 'POST', { query: '?challenge=x' })).toBeUndefined();
  expect(probed(dropbox, 'GET', {})).toBeUndefined();
});

test('Microsoft Graph gets its token back decoded, as plain text, when it sends nothing else', () => {
  const query = '?validationToken=Validation%3a+Testing%20client%20%3Cb%3E%26';
  expect(probed(msgraph, 'POST', { query, headers: PLAIN })).toEqual({
    status: 200,
    headers: { ...PLAIN, 'x-content-type-options': 'nosniff' },
    body: 'Validation: Testing client <b>&',
  });
  expect(probed(msgraph, 'POST', { query, body: '{"value":[]}' })).toBeUndefined();
  expect(probed(msgraph, 'GET', { query })).toBeUndefined();
  expect(probed(msgraph, 'POST', { query: '?validationtoken=x' })).toBeUndefined();
});

test('Okta gets back what is in its header, as JSON', () => {
  const headers = { 'x-okta-verification-challenge': 'xyz"}1' };
  expect(probed(okta, 'GET', { headers })).toEqual({
    status: 200,
    headers: JSON_TYPE,
    body: '{"verification":"xyz\\"}1"}',
  });
  expect(probed(okta, 'POST', { headers })).toBeUndefined();
  expect(probed(okta, 'GET', { headers: { 'x-okta-verification-challenge': '' } })).toBeUndefined();
});

describe("X's check of the URL", () => {
  const ask = (token: string, method = 'GET') =>
    probed(x, method, { query: `?crc_token=${encodeURIComponent(token)}&nonce=1` });

  test('gets the token signed with the newest secret', () => {
    const token = 'NjhhYjNlMzYtMjVlZC00OWQ3LTg5YTctZjE1NTRhYmMxMjM0';
    const response_token = `sha256=${createHmac('sha256', SECRET).update(token).digest('base64')}`;
    expect(ask(token)).toEqual({ status: 200, headers: JSON_TYPE, body: JSON.stringify({ response_token }) });
    expect(ask(token, 'POST')).toBeUndefined();
  });

  test.each(['foo', 'a_b-c.d/e+f', 'abc==', 'x'.repeat(256)])('is answered for a token such as %s', (token) => {
    expect(ask(token)?.status).toBe(200);
  });

  test.each([
    '{"for_user_id":"1","tweet_create_events":[]}',
    ' {}',
    '\uFEFF{}',
    '[]',
    '"x"',
    '123',
    '-1.5e3',
    'true',
    'null',
    'payload=%7B%7D',
    'payload={}',
    'payload=1',
    'a=b',
    'a&b',
    '',
    'a\n',
    'ü',
    'x'.repeat(257),
  ])('gets nothing signed that could be a body: %j', (token) => {
    expect(ask(token)).toBeUndefined();
  });

  test.each(['foo', '123', 'true', 'abc==', 'payload='])(
    'is no way to an event: a body of %j is refused',
    async (body) => {
      const signature = createHmac('sha256', SECRET).update(body).digest('base64');
      for (const contentType of Object.values({ ...FORM, ...JSON_TYPE, none: '' })) {
        const headers = { 'content-type': contentType, 'x-twitter-webhooks-signature': `sha256=${signature}` };
        const delivery = { method: 'POST', url: 'https://h/', headers, body: Buffer.from(body) };
        expect(await x.scheme.verify(delivery, KEYS, { now: 0 })).toEqual({ ok: false, cause: 'wrong-signature' });
      }
    },
  );

  test('is not answered without a key', () => {
    const probe = x.probe?.('GET', contentOf({ query: '?crc_token=foo' }), {});
    expect(typeof probe === 'function' && probe([])).toEqual({ status: 503 });
  });
});

describe("Zoom's validation of the URL", () => {
  const ask = (plainToken: unknown, event = 'endpoint.url_validation') =>
    shaken(zoom, JSON.stringify({ event, payload: { plainToken } }));

  test('gets the token and its signature, but only after it was verified', () => {
    const encryptedToken = createHmac('sha256', SECRET).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex');
    expect(ask('qgg8vlvZRS6UYooatFL8Aw')).toEqual({
      status: 200,
      headers: JSON_TYPE,
      body: JSON.stringify({ plainToken: 'qgg8vlvZRS6UYooatFL8Aw', encryptedToken }),
    });
    expect(zoom.probe).toBeUndefined();
  });

  test('gets nothing signed that begins as what Zoom signs of an event', () => {
    expect(ask('v0:1760000000:{"event":"meeting.started"}')).toEqual({ status: 400 });
  });

  test('is no other event, and none without a token', () => {
    expect(ask('x', 'meeting.started')).toBeUndefined();
    for (const token of [7, null, undefined, {}, ['x']]) expect(ask(token)).toBeUndefined();
    expect(shaken(zoom, '{"event":"endpoint.url_validation","payload":{"plainToken":"x"}}', [])).toBeUndefined();
  });
});

test('Asana sees its secret again, and gets a 200 for a beat of no events', () => {
  const secret = 'b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81';
  expect(asana.enrol?.(contentOf({ headers: { 'x-hook-secret': secret } }))).toEqual({
    secret,
    answer: { status: 200, headers: { 'x-hook-secret': secret } },
  });
  expect(asana.enrol?.(contentOf({ headers: { 'x-hook-secret': '' } }))).toBeUndefined();
  expect(asana.enrol?.(contentOf({ body: '{"events":[]}' }))).toBeUndefined();
  expect(asana.probe).toBeUndefined();
});

test.each([
  ['Asana', asana],
  ['LINE', line],
] as const)('%s gets a 200 for a list of no events, and for nothing else', (_, provider) => {
  expect(shaken(provider, '{"destination":"U","events":[]}')).toEqual({ status: 200 });
  for (const body of ['{"events":[{}]}', '{"events":{}}', '{}', '[]', '', '{"events":"[]"}'])
    expect(shaken(provider, body)).toBeUndefined();
});

test('Notion hands its token over unsigned, and gets a 200', () => {
  const enrol = (asked: Asked) => notion.enrol?.(contentOf(asked));
  const body = '{"verification_token":"secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl"}';
  expect(enrol({ body })).toEqual({
    secret: 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl',
    answer: { status: 200 },
  });
  for (const other of ['{"verification_token":7}', '{"token":"x"}', '[]', '', 'verification_token=x'])
    expect(enrol({ body: other })).toBeUndefined();
  expect(enrol({ body, headers: { 'x-notion-signature': 'sha256=00' } })).toBeUndefined();
});
