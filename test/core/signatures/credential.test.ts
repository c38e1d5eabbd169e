import type { Delivery } from '../../../core/delivery.ts';
import { credentialScheme } from '../../../core/signatures/credential.ts';
import { asBasicAuth, asBearerToken, inHeader, inJson, inQuery } from '../../../core/signatures/secret-place.ts';

const TOKEN = 'a-token.of~more_than-16-bytes';
const LOGIN = 'shop:a-password-of-more-than-16';
const scheme = credentialScheme(asBasicAuth, asBearerToken, inHeader('X-Webhook-Secret'), inQuery('secret'));

const delivery = (headers: Readonly<Record<string, string>>, search = ''): Delivery => ({
  method: 'POST',
  url: `https://hooks.example.com/webhooks/it${search}`,
  headers,
  body: Buffer.from('{}'),
});

const verdict = (given: Delivery, secrets: readonly string[] = [TOKEN, LOGIN]) => {
  const keys = secrets.map((secret) => scheme.key(secret)).filter((key) => key !== undefined);
  return scheme.verify(given, keys, { now: 0 });
};

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a secret that is handed over', () => {
  test.each<[string, Delivery, number]>([
    ['as a bearer token', delivery({ authorization: `Bearer ${TOKEN}` }), 0],
    ['in its header', delivery({ 'x-webhook-secret': TOKEN }), 0],
    ['in the URL', delivery({}, `?secret=${TOKEN}`), 0],
    ['in the URL, among other parameters', delivery({}, `?a=secret&secret=${TOKEN}&b=1`), 0],
    ['in the URL, escaped though it need not be', delivery({}, `?secret=${TOKEN.replace('.', '%2E')}`), 0],
    ['as user and password', delivery({ authorization: basic(LOGIN) }), 1],
    [
      'in the URL, beside a header that is about something else',
      delivery({ authorization: basic('a:b') }, `?secret=${TOKEN}`),
      0,
    ],
  ])('is accepted %s', (_, given, key) => {
    expect(verdict(given)).toEqual({ ok: true, key });
  });

  test.each<[string, Delivery, string]>([
    ['nowhere', delivery({}), 'missing-signature'],
    ['in an empty header', delivery({ 'x-webhook-secret': '', authorization: '' }), 'missing-signature'],
    ['in an empty parameter', delivery({}, '?secret='), 'missing-signature'],
    ['in another parameter', delivery({}, `?Secret=${TOKEN}&secret2=${TOKEN}`), 'missing-signature'],
    ['behind a hash', delivery({}, `#?secret=${TOKEN}`), 'missing-signature'],
    ['in the path', delivery({}, `/${TOKEN}`), 'missing-signature'],
    ['in another header', delivery({ 'x-secret': TOKEN }), 'missing-signature'],
    ['twice in the URL', delivery({}, `?secret=${TOKEN}&secret=${TOKEN}`), 'malformed-signature'],
    ['in a URL that no gateway takes', delivery({}, `?secret=${TOKEN}&a=${'a'.repeat(12_000)}`), 'malformed-signature'],
    ['without saying how', delivery({ authorization: TOKEN }), 'malformed-signature'],
    ['as a password of nobody', delivery({ authorization: basic(TOKEN) }), 'malformed-signature'],
    ['as the password of another', delivery({ authorization: basic(`x${LOGIN}`) }), 'wrong-signature'],
    ['with a letter more', delivery({ 'x-webhook-secret': `${TOKEN}s` }), 'wrong-signature'],
    ['with a letter less', delivery({}, `?secret=${TOKEN.slice(0, -1)}`), 'wrong-signature'],
    ['with a space behind it', delivery({}, `?secret=${TOKEN}%20`), 'wrong-signature'],
  ])('is refused %s', (_, given, cause) => {
    expect(verdict(given)).toEqual({ ok: false, cause });
  });

  test('is refused everywhere while there is no key', () => {
    expect(verdict(delivery({ 'x-webhook-secret': TOKEN }), [])).toEqual({ ok: false, cause: 'wrong-signature' });
    expect(verdict(delivery({ 'x-webhook-secret': '' }), ['', ' ', 'short'])).toEqual({
      ok: false,
      cause: 'missing-signature',
    });
  });

  test('is put where its sender would put it: the first place that takes it', () => {
    const unsigned = delivery({ 'content-type': 'text/plain' }, '?a=1');
    expect(scheme.sign(unsigned, LOGIN, { now: 0 }).headers).toEqual({
      'content-type': 'text/plain',
      authorization: basic(LOGIN),
    });
    expect(scheme.sign(unsigned, TOKEN, { now: 0 }).headers.authorization).toBe(`Bearer ${TOKEN}`);
    const inUrl = credentialScheme(inQuery('key'));
    expect(inUrl.sign(unsigned, TOKEN, { now: 0 }).url).toBe(`${unsigned.url}&key=${TOKEN}`);
    expect(inUrl.sign(delivery({}), TOKEN, { now: 0 }).url).toBe(`${delivery({}).url}?key=${TOKEN}`);
  });

  test('has to fit the place: a URL takes no characters that are escaped in several ways', () => {
    const inUrl = credentialScheme(inQuery('secret'));
    expect(inUrl.key('0123456789abcdef-._~')).toBeDefined();
    for (const text of [
      'with/slash/and=sign+',
      'with spaces in between',
      'with:colon:in:between',
      'größer-als-sechzehn',
    ])
      expect(inUrl.key(text)).toBeUndefined();
    expect(credentialScheme(asBearerToken).key('a token with spaces')).toBeUndefined();
    expect(credentialScheme(asBasicAuth).key('a-password-without-user')).toBeUndefined();
  });
});

describe('a secret in the body', () => {
  const withBody = (body: string) => ({ ...delivery({}), body: Buffer.from(body) });
  const said = (place: ReturnType<typeof inJson>, body: string) => {
    const bodyScheme = credentialScheme(place);
    const key = bodyScheme.key(TOKEN);
    return bodyScheme.verify(withBody(body), key ? [key] : [], { now: 0 });
  };
  const form = (json: string) => new URLSearchParams({ data: json, other: '1' }).toString();

  test('is accepted in the JSON that the body is, or that a form holds', () => {
    expect(said(inJson('token'), `{"n":1, "token":"${TOKEN}"}`)).toEqual({ ok: true, key: 0 });
    expect(said(inJson('token', 'data'), form(`{"token":"${TOKEN}"}`))).toEqual({ ok: true, key: 0 });
  });

  test.each([
    ['', 'missing-signature'],
    ['no JSON', 'missing-signature'],
    ['[]', 'missing-signature'],
    ['null', 'missing-signature'],
    ['{"token":""}', 'missing-signature'],
    [`{"Token":"${TOKEN}"}`, 'missing-signature'],
    [`{"data":{"token":"${TOKEN}"}}`, 'missing-signature'],
    [`"${TOKEN}"`, 'missing-signature'],
    ['{"token":null}', 'malformed-signature'],
    ['{"token":7}', 'malformed-signature'],
    [`{"token":["${TOKEN}"]}`, 'malformed-signature'],
    [`{"token":"${TOKEN} "}`, 'wrong-signature'],
    [`{"token":"${TOKEN}","token":"x"}`, 'wrong-signature'],
  ])('is refused in any other: %s', (body, cause) => {
    expect(said(inJson('token'), body)).toEqual({ ok: false, cause });
    expect(said(inJson('token', 'data'), form(body))).toEqual({ ok: false, cause });
  });

  test('is put beside what is there, and alone where there is nothing to stand beside', () => {
    const sign = (place: ReturnType<typeof inJson>, body: string) =>
      credentialScheme(place).sign(withBody(body), TOKEN, { now: 0 }).body.toString();
    expect(sign(inJson('token'), '{"n":1}')).toBe(`{"n":1,"token":"${TOKEN}"}`);
    expect(sign(inJson('token'), 'no JSON')).toBe(`{"token":"${TOKEN}"}`);
    expect(sign(inJson('token', 'data'), form('{"n":1}'))).toBe(form(`{"n":1,"token":"${TOKEN}"}`));
  });
});
