import { readContent } from '../../../core/content.ts';
import { providers } from '../../../core/providers/index.ts';
import type { DocumentRequest } from '../../../core/signatures/document.ts';
import { writeJwt } from '../../../core/signatures/jwt.ts';
import { generatePair, publicKey } from '../../../core/signatures/public-key.ts';
import { makeCertificate } from '../signatures/make-certificate.ts';
import { delivery } from './sdk/deliveries.ts';

const NOW = 1_760_000_000_000;
const SECONDS = NOW / 1000;
const OK = { ok: true, key: 0 };
const WRONG = { ok: false, cause: 'wrong-signature' };
const content = (json: unknown) => readContent(delivery(typeof json === 'string' ? json : JSON.stringify(json)));

describe('Discord', () => {
  const { handshake } = providers.discord;
  const answer = (json: unknown) => handshake?.(content(json), { keys: [], settings: {} });

  test('gets its pings back, each in its way', () => {
    const headers = { 'content-type': 'application/json' };
    expect(answer({ type: 1, id: '1' })).toEqual({ status: 200, headers, body: '{"type":1}' });
    expect(answer({ type: 0, version: 1 })).toEqual({ status: 204 });
  });

  test.each([
    { type: 1, event: { type: 'ENTITLEMENT_CREATE' } },
    { type: 2 },
    { type: '1' },
    { type: '0' },
    {},
    [],
    'x',
  ])('sends an event as %j', (json) => expect(answer(json)).toBeUndefined());
});

describe('monday', () => {
  const answer = (json: unknown) => providers.monday.handshake?.(content(json), { keys: [], settings: {} })?.body;

  test('gets its challenge back, and nothing that only looks like one', () => {
    expect(answer({ challenge: 'a"b' })).toBe('{"challenge":"a\\"b"}');
    for (const json of [{ challenge: 1 }, { challenge: 'a', event: {} }, {}]) expect(answer(json)).toBeUndefined();
  });

  test('signs for one address', async () => {
    const secret = 'the signing secret of the app';
    const { scheme } = providers.monday;
    const signed = scheme.sign(delivery('{}'), secret, { now: NOW });
    const key = scheme.key(secret);
    const at = (url: string) => scheme.verify({ ...signed, url }, key ? [key] : [], { now: NOW });
    expect(await at(signed.url)).toEqual(OK);
    expect(await at(`${signed.url}/`)).toEqual(WRONG);
  });
});

describe('Plaid', () => {
  const { scheme } = providers.plaid;
  const pair = generatePair('ES256');
  const jwk = { ...publicKey(pair.secret, 'ES256')?.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'k-1' };
  const signed = scheme.sign(delivery('{"webhook_type":"ITEM"}'), pair.signWith, { now: NOW });
  const [, claims = ''] = signed.headers['plaid-verification']?.split('.') ?? [];
  const withKid = (kid: unknown, algorithm: 'ES256' | 'HS256' = 'ES256', secret = pair.signWith) => ({
    ...signed,
    headers: {
      'plaid-verification': writeJwt(JSON.parse(Buffer.from(claims, 'base64url').toString()), algorithm, secret, {
        kid,
      }),
    },
  });

  async function verdictOn(
    changed = withKid('k-1'),
    answer: object = { key: jwk },
    status = 200,
    environment = 'sandbox',
  ) {
    const asked: DocumentRequest[] = [];
    const key = scheme.key('the-client-id:the-secret-of:it');
    const load = async (request: DocumentRequest) => {
      asked.push(request);
      return { status, text: JSON.stringify(answer) };
    };
    const verdict = await scheme.verify(changed, key ? [key] : [], { now: NOW, settings: { environment }, load });
    return { verdict, asked };
  }

  test('is asked for the key by its id, with the credentials', async () => {
    const body = JSON.stringify({ client_id: 'the-client-id', secret: 'the-secret-of:it', key_id: 'k-1' });
    const url = 'https://sandbox.plaid.com/webhook_verification_key/get';
    const request = { url, method: 'POST', headers: { 'content-type': 'application/json' }, body };
    expect(await verdictOn()).toEqual({ verdict: OK, asked: [request] });
  });

  test.each([undefined, null, 1, '', '../x', 'https://evil.io', 'a b', 'k'.repeat(65)])(
    'is not asked for a key with the id %j',
    async (kid) => expect(await verdictOn(withKid(kid))).toEqual({ verdict: WRONG, asked: [] }),
  );

  test('is not asked about a token of another algorithm', async () => {
    expect(await verdictOn(withKid('k-1', 'HS256', pair.secret))).toEqual({ verdict: WRONG, asked: [] });
  });

  test.each([
    ['has expired', { key: { ...jwk, expired_at: SECONDS - 1 } }, 200],
    ['has an end that is no time', { key: { ...jwk, expired_at: 'never' } }, 200],
    ['is another one', { key: { ...jwk, kid: 'k-2' } }, 200],
    ['does not exist', { error_code: 'INVALID_FIELD' }, 400],
    ['is none', { key: null }, 200],
  ])('makes no signature right by a key that %s', async (_, answer, status) => {
    expect((await verdictOn(undefined, answer, status)).verdict).toEqual(WRONG);
  });

  test('accepts a key that expires later, or says that it does not', async () => {
    for (const expired_at of [SECONDS + 1, null])
      expect((await verdictOn(undefined, { key: { ...jwk, expired_at } })).verdict).toEqual(OK);
  });

  test('has its events kept until our own credentials are right', async () => {
    await expect(verdictOn(undefined, { error_code: 'INVALID_API_KEYS' }, 400)).rejects.toThrow(/credentials/);
  });

  test.each(['no-colon-in-it-at-all', ':secret-only-here', 'client-only-here:'])('has no key in "%s"', (secret) =>
    expect(scheme.key(secret)).toBeUndefined(),
  );
});

describe('Google Pub/Sub', () => {
  const { scheme } = providers['google-pubsub'];
  const settings = { audience: 'https://hooks.acme.com', serviceAccount: 'push@acme.iam.gserviceaccount.com' };
  const pair = generatePair('RS256');
  const jwk = { ...publicKey(pair.secret, 'RS256')?.export({ format: 'jwk' }), kid: 'g-1' };
  const good = {
    iss: 'https://accounts.google.com',
    aud: settings.audience,
    email: settings.serviceAccount,
    email_verified: true,
    iat: SECONDS,
    exp: SECONDS + 3600,
  };
  const verdictOn = async (claims: object, header: object = { kid: 'g-1' }) => {
    const authorization = `Bearer ${writeJwt(claims, 'RS256', pair.signWith, header)}`;
    const load = async () => ({ status: 200, text: JSON.stringify({ keys: [jwk] }) });
    return scheme.verify(delivery('{}', { authorization }), [], { now: NOW, settings, load });
  };

  test('signs for one audience by one service account', async () => {
    expect(await verdictOn(good)).toEqual(OK);
    expect(await verdictOn({ ...good, iss: 'accounts.google.com' })).toEqual(OK);
  });

  test.each([
    { iss: 'https://evil.io' },
    { aud: 'https://other.acme.com' },
    { aud: [settings.audience] },
    { email: 'push@evil.iam.gserviceaccount.com' },
    { email: undefined },
    { email_verified: false },
    { email_verified: 'true' },
  ])('signs for somebody else with %j', async (claim) => expect(await verdictOn({ ...good, ...claim })).toEqual(WRONG));

  test('signs nothing that lasts for ever, or by a key without a name', async () => {
    expect(await verdictOn({ ...good, exp: undefined })).toEqual({ ok: false, cause: 'missing-timestamp' });
    expect(await verdictOn(good, {})).toEqual(WRONG);
    expect(await verdictOn(good, { kid: 'g-2' })).toEqual(WRONG);
  });
});

test('SendGrid sends lists, of which each item is an event with an id of its own, as it stands', () => {
  const text =
    '[{"event":"open","sg_event_id":"a","n":12345678901234567890} ,\r\n {"event":"click","sg_event_id":"b"}]\r\n';
  expect(providers.sendgrid.batch?.items(content(text))).toEqual([
    '{"event":"open","sg_event_id":"a","n":12345678901234567890}',
    '{"event":"click","sg_event_id":"b"}',
  ]);
  expect(providers.sendgrid.batch?.items(content('{"event":"open"}'))).toBeUndefined();
});

describe('Amazon SNS', () => {
  const { scheme, handshake } = providers['aws-sns'];
  const topicArn = 'arn:aws:sns:eu-west-1:123456789012:orders';
  const valid = { from: NOW - 1000, to: NOW + 1000, key: 'rsa' } as const;
  const genuine = makeCertificate({ name: 'sns.eu-west-1.amazonaws.com', ...valid });
  const ORIGIN = 'https://sns.eu-west-1.amazonaws.com';
  const CERT = `${ORIGIN}/SimpleNotificationService-f3ec.pem`;
  const message = (change: object = {}) => ({
    Type: 'Notification',
    MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
    TopicArn: topicArn,
    Message: 'Hello',
    Timestamp: '2026-03-01T10:20:30.400Z',
    SigningCertURL: CERT,
    ...change,
  });

  async function verdictOn(
    unsigned: object,
    certificate = genuine,
    changed: object = {},
    settings: object = { topicArn },
  ) {
    const asked: string[] = [];
    const signed = scheme.sign(delivery(JSON.stringify(unsigned)), certificate.signWith, { now: NOW });
    const body = Buffer.from(JSON.stringify({ ...JSON.parse(signed.body.toString()), ...changed }));
    const load = async ({ url }: DocumentRequest) => {
      asked.push(url);
      return { status: 200, text: certificate.pem };
    };
    const verdict = await scheme.verify({ ...signed, body }, [], { now: NOW, settings: { ...settings }, load });
    return { verdict, asked };
  }

  test('proves its messages by the certificate of its region', async () => {
    expect(await verdictOn(message())).toEqual({ verdict: OK, asked: [CERT] });
    const older = makeCertificate({ name: 'sns.amazonaws.com', ...valid });
    expect((await verdictOn(message(), older)).verdict).toEqual(OK);
  });

  test('proves those of another topic too, which are refused before anything is loaded', async () => {
    const theirs = message({ TopicArn: 'arn:aws:sns:eu-west-1:666666666666:orders' });
    expect(await verdictOn(theirs)).toEqual({ verdict: WRONG, asked: [] });
    expect((await verdictOn(message(), genuine, {}, {})).verdict).toMatchObject({ ok: false });
  });

  test.each([
    'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ec.pem',
    'https://SNS.eu-west-1.amazonaws.com/SimpleNotificationService-f3ec.pem',
    'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-f3ec.pem',
    'https://sns.eu-west-1.amazonaws.com.evil.io/SimpleNotificationService-f3ec.pem',
    'https://sns.eu-west-1.amazonaws.com@evil.io/SimpleNotificationService-f3ec.pem',
    'https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-f3ec.pem',
    'https://evil.io/sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ec.pem',
    'https://s3.eu-west-1.amazonaws.com/evil/SimpleNotificationService-f3ec.pem',
    `${ORIGIN}/?Action=GetTopicAttributes&x=/SimpleNotificationService-f3ec.pem`,
    `${CERT}?Action=Publish`,
    `${CERT}#.pem`,
    `${ORIGIN}/x/../SimpleNotificationService-f3ec.pem`,
    `${ORIGIN}/SimpleNotificationService-%66.pem`,
    '',
  ])('has no certificate at %j', async (SigningCertURL) => {
    expect(await verdictOn(message({ SigningCertURL }))).toEqual({ verdict: WRONG, asked: [] });
  });

  test.each([
    ['expired', { from: NOW - 2000, to: NOW - 1000 }],
    ['not valid yet', { from: NOW + 1000, to: NOW + 2000 }],
    ['of another region', { name: 'sns.us-east-1.amazonaws.com' }],
    ['of somebody else', { name: 'www.example.com' }],
  ])('is not believed by a certificate that is %s', async (_, change) => {
    const certificate = makeCertificate({ name: genuine.name, ...valid, ...change });
    expect((await verdictOn(message(), certificate)).verdict).toEqual(WRONG);
  });

  test('leaves no room to move a border between two fields', async () => {
    const hidden = 'Hello\nMessageId\n265545c9-2a5c-472c-8df2-7ff2be2b3b1b\nSubject\nx';
    expect((await verdictOn(message({ Message: hidden }))).verdict).toEqual(OK);
    for (const changed of [
      { Message: 'Hello', MessageId: hidden.slice(16) },
      { Timestamp: 'a\nb' },
      { Type: 'constructor' },
    ])
      expect((await verdictOn(message({ Message: hidden }), genuine, changed)).verdict).toMatchObject({ ok: false });
    for (const changed of [{ SignatureVersion: '3' }, { SignatureVersion: 2 }, { Signature: 'x' }])
      expect((await verdictOn(message(), genuine, changed)).verdict).toMatchObject({ ok: false });
  });

  const visit = `${ORIGIN}/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336`;
  const answer = (json: object) => handshake?.(content(json), { keys: [], settings: { topicArn } });
  const confirmation = { Type: 'SubscriptionConfirmation', SubscribeURL: visit };

  test('has its subscription confirmed by a visit, and that only', () => {
    expect(answer(confirmation)).toEqual({ status: 200, visit });
    expect(answer({ ...confirmation, Type: 'UnsubscribeConfirmation' })).toBeUndefined();
    expect(answer({ ...confirmation, Type: 'Notification' })).toBeUndefined();
  });

  test.each([
    visit.replace('https', 'http'),
    visit.replace('eu-west-1', 'us-east-1'),
    visit.replace('.com/', '.com.evil.io/'),
    visit.replace('.com/', '.com@evil.io/'),
    visit.replace('.com/', '.com:444/'),
    visit.replace('/?', '/x?'),
    visit.replace('ConfirmSubscription', 'DeleteTopic'),
    `${visit.replace('ConfirmSubscription', 'DeleteTopic')}&Action=ConfirmSubscription`,
    `${visit}&Action=DeleteTopic`,
    `${visit}&Endpoint=https://evil.io/`,
    visit.replace(':orders', ':others'),
    'https://169.254.169.254/latest/meta-data/',
    '',
  ])('is not visited at %j', (SubscribeURL) => {
    expect(answer({ ...confirmation, SubscribeURL })).toBeUndefined();
  });
});
