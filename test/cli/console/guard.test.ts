import { cookieName, judge, type Knock } from '../../../cli/console/guard.ts';

const TOKEN = 'a-token-of-this-run';
const HOST = '127.0.0.1:4800';
const COOKIE = `other=1; ${cookieName(4800)}=${TOKEN}`;

const knock = (url: string, headers: Knock['headers'] = {}, method = 'GET') =>
  judge({ method, url, port: 4800, headers: { host: HOST, ...headers } }, TOKEN);

test('whoever has the token in the link enters, and is let in by the cookie from then on', () => {
  expect(knock(`/?token=${TOKEN}`)).toBe('enter');
  expect(knock('/', { cookie: COOKIE })).toBe('let-in');
  expect(knock('/console/api/events', { cookie: COOKIE, 'sec-fetch-site': 'same-origin' })).toBe('let-in');
  expect(knock('/', { host: 'localhost:4800', cookie: COOKIE })).toBe('let-in');
});

test.each([
  ['without a token', '/', {}],
  ['with a wrong one', '/?token=guess', {}],
  ['with an empty one', '/?token=', { cookie: COOKIE }],
  ['with a wrong cookie', '/console/api/events', { cookie: `${cookieName(4800)}=guess` }],
  ['with the cookie of a run on another port', '/console/api/events', { cookie: `${cookieName(4801)}=${TOKEN}` }],
  ['with the token in the query of what is no page', `/console/api/events?token=${TOKEN}`, {}],
])('nobody gets in %s', (_, url, headers) => {
  expect(knock(url, headers)).toBe('no-token');
});

test.each([
  ['a name that an attacker has pointed here', { host: 'evil.example:4800' }],
  ['a tunnel', { host: 'abc.ngrok.app' }],
  ['another port of this machine', { host: '127.0.0.1:4801' }],
  ['no host at all', { host: undefined }],
  ['a tunnel that rewrites the host', { 'x-forwarded-for': '203.0.113.7' }],
  ['a proxy that names itself', { via: '1.1 proxy' }],
  ['cloudflared', { 'cf-ray': '1', 'cf-connecting-ip': '203.0.113.7' }],
])('there is no console for who comes by %s, token or not', (_, headers) => {
  expect(knock(`/?token=${TOKEN}`, headers)).toBe('not-here');
  expect(knock('/console/api/events', { cookie: COOKIE, ...headers })).toBe('not-here');
});

test('another site, also one on another port of this machine, neither reads nor acts', () => {
  const cookie = COOKIE;
  expect(knock('/console/api/events', { cookie, origin: 'https://evil.example' })).toBe('foreign');
  expect(knock('/console/api/events', { cookie, 'sec-fetch-site': 'same-site' })).toBe('foreign');
  expect(knock('/console/api/redrive', { cookie, origin: 'http://127.0.0.1:3000' }, 'POST')).toBe('foreign');
  expect(knock('/console/api/redrive', { cookie, origin: 'null' }, 'POST')).toBe('foreign');
  expect(knock('/console/api/redrive', { cookie }, 'POST')).toBe('foreign');
  expect(knock('/console/api/redrive', { cookie, origin: `http://${HOST}` }, 'POST')).toBe('let-in');
});
