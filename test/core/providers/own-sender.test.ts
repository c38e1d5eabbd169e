import type { Delivery } from '../../../core/delivery.ts';
import { apiKey, basicAuth, bearerToken, hmac, querySecret } from '../../../core/providers/own-sender.ts';

/** Options as an unchecked configuration may give them. */
const unchecked = (options: object) => hmac({ header: 'X-Sum', ...options });

describe('a sender of your own', () => {
  test('is described by what its options say, and by nothing else', () => {
    const provider = hmac({
      header: 'X-Sum',
      eventId: 'body.id',
      eventTime: ['body.at', 'header.Date'],
      content: 'json',
    });
    expect(provider).toMatchObject({ id: 'hmac', content: 'json' });
    expect(provider.event).toEqual({ id: 'body.id', time: ['body.at', 'header.Date'] });
    expect(bearerToken().event).toEqual({});
    expect(bearerToken().content).toBe('any');
  });

  test('says in its summary how it signs', () => {
    expect(hmac({ header: 'X-Sum' }).scheme.summary).toBe('HMAC-SHA256 of "{body}", hex, in X-Sum');
    expect(hmac({ header: 'X-Sum', algorithm: 'sha1', encoding: 'base64', signed: '{url}{body}' }).scheme.summary).toBe(
      'HMAC-SHA1 of "{url}{body}", base64, in X-Sum',
    );
    const sharing = [basicAuth(), bearerToken(), apiKey({ header: 'X-Key' }), querySecret({ parameter: 'key' })];
    expect(sharing.map(({ scheme }) => scheme.summary)).toEqual([
      'the secret itself, as HTTP basic authentication ("user:password")',
      'the secret itself, as a bearer token in Authorization',
      'the secret itself, in X-Key',
      'the secret itself, in the URL, as ?key=…',
    ]);
  });

  test.each<[object, string]>([
    [{ header: '' }, '"header" is ""; it has to name a header'],
    [{ header: undefined }, '"header" is undefined; it has to name a header'],
    [{ algorithm: 'md5' }, '"algorithm" is "md5"; allowed: sha1, sha256, sha384, sha512'],
    [{ algorithm: 'toString' }, '"algorithm" is "toString"; allowed: sha1, sha256, sha384, sha512'],
    [{ encoding: 'base32' }, '"encoding" is "base32"; allowed: hex, hex-upper, base64, base64-unpadded, base64url'],
    [{ secret: 'utf8' }, '"secret" is "utf8"; allowed: text, base64, hex'],
    [{ tolerance: '5m' }, '"tolerance" is "5m"; allowed: seconds from 1'],
    [{ tolerance: Number.NaN }, '"tolerance" is null; allowed: seconds from 1'],
    [{ tolerance: 0 }, '"tolerance" is 0; allowed: seconds from 1'],
    [
      { signed: '{timestamp}.{body}' },
      '"timestamp" and the {timestamp} in "signed" go together: the one says where it is, the other that it is signed',
    ],
    [
      { timestamp: { header: 'X-At' } },
      '"timestamp" and the {timestamp} in "signed" go together: the one says where it is, the other that it is signed',
    ],
    [
      { timestamp: { header: 'X-At', unit: 'minutes' }, signed: '{timestamp}{body}' },
      '"timestamp.unit" is "minutes"; allowed: s, ms, rfc3339, utc, http-date',
    ],
    [
      { timestamp: { prefix: 't=' }, signed: '{timestamp}{body}' },
      '"timestamp.prefix" needs a "separator": it says how timestamp and signature share the header',
    ],
    [{ signed: '{method} {url}' }, '"signed" is "{method} {url}", which leaves the body unsigned: put {body} into it'],
    [
      { signed: '{body}{secret}' },
      '{secret} cannot be signed; a template may use {body}, {timestamp}, {method}, {url} and {header.NAME}',
    ],
    [
      { algoritm: 'sha1' },
      '"algoritm" is unknown; allowed: header, algorithm, encoding, prefix, separator, signed, timestamp, tolerance, secret, eventId, eventType, eventTime, subject, content',
    ],
    [{ content: 'xml' }, '"content" is "xml"; allowed: json, form, any'],
    [
      { eventId: 'id' },
      '"eventId": "id" is not a place in a request; allowed: body.PATH, header.NAME, form.NAME, query.NAME',
    ],
    [
      { eventType: ['body.type', 'type'] },
      '"eventType": "type" is not a place in a request; allowed: body.PATH, header.NAME, form.NAME, query.NAME',
    ],
  ])('cannot be described by %j', (options, problem) => {
    expect(() => unchecked(options)).toThrow(problem);
  });

  test('has no option that only another kind of sender has', () => {
    expect(() => bearerToken({ content: 'any', ...{ header: 'X-Key' } })).toThrow(
      '"header" is unknown; allowed: eventId, eventType, eventTime, subject, content',
    );
    expect(() => apiKey({ header: '' })).toThrow('"header" is ""; it has to name a header');
    expect(() => querySecret({ parameter: '' })).toThrow('"parameter" is ""; it has to name a parameter');
    expect(() => querySecret({ parameter: 'a b' })).toThrow('"parameter" is "a b"; it has to name a parameter');
  });

  test('has no event that is known by the secret, which would get into logs and the ledger', () => {
    expect(() => querySecret({ eventId: 'query.secret' })).toThrow('"query.secret" holds the secret');
    expect(() => querySecret({ parameter: 'key', subject: ['body.id', 'query.key'] })).toThrow('holds the secret');
    expect(() => apiKey({ header: 'X-Key', eventType: 'header.x-key' })).toThrow('"header.x-key" holds the secret');
    expect(querySecret({ eventId: 'query.id' }).event).toEqual({ id: 'query.id' });
  });
});

describe('an HMAC sender', () => {
  const unsigned: Delivery = { method: 'POST', url: 'https://h/', headers: {}, body: Buffer.from('{}') };
  const secret = 'a secret that is long enough';
  const verdict = (provider: ReturnType<typeof hmac>, delivery: Delivery) => {
    const key = provider.scheme.key(secret);
    return provider.scheme.verify(delivery, key ? [key] : [], { now: 0 });
  };

  test('that signs a header puts an id there: the one that it is given, or one of its own', () => {
    const { scheme } = hmac({ header: 'X-Sum', signed: '{header.X-Id}{body}' });
    expect(scheme.sign(unsigned, secret, { now: 0 }).headers).toMatchObject({
      'x-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(scheme.sign(unsigned, secret, { now: 0, id: 'i1' }).headers).toMatchObject({ 'x-id': 'i1' });
    expect(scheme.sign({ ...unsigned, headers: { 'x-id': 'i0' } }, secret, { now: 0, id: 'i1' }).headers).toMatchObject(
      {
        'x-id': 'i0',
      },
    );
  });

  test('may put spaces around its separators', async () => {
    const provider = hmac({ header: 'X-Sum', separator: ',', prefix: 'v1=' });
    const signed = provider.scheme.sign(unsigned, secret, { now: 0 });
    const spaced = { ...signed, headers: { 'x-sum': `v0=x , ${signed.headers['x-sum']} ,` } };
    expect(await verdict(provider, spaced)).toEqual({ ok: true, key: 0 });
  });

  test.each([
    [{ 'x-at': '' }, 'missing-timestamp'],
    [{ 'x-at': 'noon' }, 'malformed-timestamp'],
  ])('whose timestamp is %j is refused for that', async (headers, cause) => {
    const provider = hmac({ header: 'X-Sum', timestamp: { header: 'X-At' }, signed: '{timestamp}{body}' });
    const signed = provider.scheme.sign(unsigned, secret, { now: 0 });
    expect(await verdict(provider, { ...signed, headers: { ...signed.headers, ...headers } })).toEqual({
      ok: false,
      cause,
    });
  });
});

describe('credentials', () => {
  const headers = (authorization: string) => ({
    method: 'POST',
    url: 'https://h/',
    headers: { authorization },
    body: Buffer.alloc(0),
  });
  const verdict = (provider: ReturnType<typeof basicAuth>, secret: string, authorization: string) => {
    const key = provider.scheme.key(secret);
    return provider.scheme.verify(headers(authorization), key ? [key] : [], { now: 0 });
  };
  const basic = (text: string) => Buffer.from(text).toString('base64');

  test.each(['Basic', 'basic', 'BASIC '])(
    'by HTTP basic authentication are announced in any case: %s',
    async (word) => {
      expect(await verdict(basicAuth(), 'zoë:pass:word 🦊 long', `${word} ${basic('zoë:pass:word 🦊 long')}`)).toEqual({
        ok: true,
        key: 0,
      });
    },
  );

  test('by HTTP basic authentication need a user and a password: half of it is no key', () => {
    expect(basicAuth().scheme.key('user:a long password')).toBeDefined();
    expect(basicAuth().scheme.key('a long password alone')).toBeUndefined();
    expect(bearerToken().scheme.key('a-long-token-without-a-colon')).toBeDefined();
  });

  test.each(['bearer', 'Bearer', 'BEARER  '])('by token are announced in any case: %s', async (word) => {
    expect(await verdict(bearerToken(), 'a-token-of-16-by', `${word} a-token-of-16-by`)).toEqual({ ok: true, key: 0 });
  });

  test.each(['Bearer', 'Basic', 'Basic !', `Digest ${basic('a:b')}`, basic('a:b'), 'malformed'])(
    'of another form are malformed: %s',
    async (value) => {
      expect(await verdict(basicAuth(), 'user:a long password', value)).toEqual({
        ok: false,
        cause: 'malformed-signature',
      });
    },
  );
});
