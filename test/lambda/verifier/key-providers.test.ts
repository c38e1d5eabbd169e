import type { Delivery } from '../../../core/delivery.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { providers } from '../../../core/providers/index.ts';
import type { DocumentRequest } from '../../../core/signatures/document.ts';
import { writeJwt } from '../../../core/signatures/jwt.ts';
import { generatePair, publicKey } from '../../../core/signatures/public-key.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { documentCache } from '../../../lambda/verifier/document-cache.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { receive } from '../../../lambda/verifier/receive.ts';
import { makeCertificate } from '../../core/signatures/make-certificate.ts';

const NOW = Date.parse('2026-03-01T10:20:30.400Z');
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:orders';
const ORIGIN = 'https://sns.eu-west-1.amazonaws.com';
const CERT = `${ORIGIN}/SimpleNotificationService-f3ec.pem`;

const webhooks = defineWebhooks({
  sources: {
    orders: { provider: 'aws-sns', topicArn: TOPIC },
    paypal: { webhookId: 'WEBHOOK1' },
    kinde: { domain: 'acme.kinde.com' },
  },
  processors: { work: { on: { orders: ['*'], paypal: ['*'], kinde: ['user.*'] } } },
});

/** A verifier whose sources have no secrets, and which finds these documents in the world. */
function verifier(documents: Readonly<Record<string, string>>) {
  const [asked, visits, sent, lines]: [string[], string[], string[], string[]] = [[], [], [], []];
  const load = async ({ url }: DocumentRequest) => {
    asked.push(url);
    const text = documents[url];
    if (text === undefined) throw new Error('no answer');
    return { status: 200, text };
  };
  const cached = documentCache({ load, now: () => NOW });
  const post = (source: string, delivery: Delivery) =>
    receive(
      { source, requestId: 'r-1', delivery },
      {
        webhooks,
        keys: keyCache({ read: async () => undefined, replace: async () => false, now: () => NOW }),
        documents: cached,
        visit: async ({ url }) => {
          visits.push(url);
          return { status: 200, text: '' };
        },
        keep: async () => false,
        claimChecks: { put: async () => undefined },
        claimCheckKb: 200,
        ledger: { record: async () => undefined },
        send: async (_, message) => {
          sent.push(message);
        },
        now: () => NOW,
        log: jsonLog((line) => lines.push(line)),
      },
    );
  return { asked, visits, sent, lines, post };
}

const delivery = (body: object | string, headers = {}): Delivery => ({
  method: 'POST',
  url: 'https://hooks.example.com/webhooks/it',
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

const DAY = 86_400_000;
const VALID = { from: NOW - DAY, to: NOW + DAY, key: 'rsa' } as const;
const certificate = makeCertificate({ name: 'sns.eu-west-1.amazonaws.com', ...VALID });

const message = (type: string, topic: string) => {
  const subscription = { Token: 't', SubscribeURL: `${ORIGIN}/?Action=ConfirmSubscription&TopicArn=${topic}&Token=t` };
  const unsigned = {
    Type: type,
    MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
    TopicArn: topic,
    Message: 'Zoë',
    Timestamp: new Date(NOW).toISOString(),
    SigningCertURL: CERT,
    ...(type !== 'Notification' && subscription),
  };
  return providers['aws-sns'].scheme.sign(delivery(unsigned), certificate.signWith, { now: NOW });
};

describe('a topic of SNS', () => {
  test('is confirmed by a visit, after which its messages are events; its certificate is loaded once', async () => {
    const { post, asked, visits, sent } = verifier({ [CERT]: certificate.pem });
    expect((await post('orders', message('SubscriptionConfirmation', TOPIC))).status).toBe(200);
    expect(visits).toEqual([`${ORIGIN}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=t`]);
    expect(sent).toEqual([]);
    expect((await post('orders', message('Notification', TOPIC))).status).toBe(200);
    expect((await post('orders', message('UnsubscribeConfirmation', TOPIC))).status).toBe(200);
    expect(sent).toHaveLength(2);
    expect([visits.length, asked]).toEqual([1, [CERT]]);
  });

  test('of somebody else is neither confirmed nor heard', async () => {
    const { post, asked, visits, sent } = verifier({ [CERT]: certificate.pem });
    for (const type of ['SubscriptionConfirmation', 'Notification'])
      expect((await post('orders', message(type, `${TOPIC}-of-mine`))).status).toBe(401);
    expect([asked, visits, sent]).toEqual([[], [], []]);
  });

  test('whose certificate cannot be loaded now has to send again', async () => {
    const { post, sent } = verifier({});
    expect((await post('orders', message('Notification', TOPIC))).status).toBe(503);
    expect(sent).toEqual([]);
  });
});

test("PayPal's chain is held against the roots that Node trusts, which no chain of a forger's leads to", async () => {
  const root = makeCertificate({ name: 'DigiCert Global Root G2', isAuthority: true, ...VALID });
  const leaf = makeCertificate({ name: 'messageverificationcerts.paypal.com', issuer: root, ...VALID });
  const url = 'https://api.paypal.com/v1/notifications/certs/CERT-1';
  const { post, asked, sent, lines } = verifier({ [url]: leaf.pem + root.pem });
  const settings = { webhookId: 'WEBHOOK1' };
  const signed = providers.paypal.scheme.sign(delivery({ id: 'WH-1' }), leaf.signWith, {
    now: NOW,
    id: 't-1',
    settings,
  });
  const forged = { ...signed, headers: { ...signed.headers, 'paypal-cert-url': url } };
  expect((await post('paypal', forged)).status).toBe(401);
  expect([asked.includes(url), sent]).toEqual([true, []]);
  expect(lines.join('\n')).toContain('wrong-signature');
});

test('an event of Kinde is checked by the keys of the domain that the source names', async () => {
  const pair = generatePair('RS256');
  const jwk = { ...publicKey(pair.secret, 'RS256')?.export({ format: 'jwk' }), kid: 'k-1' };
  const url = 'https://acme.kinde.com/.well-known/jwks.json';
  const { post, sent } = verifier({ [url]: JSON.stringify({ keys: [jwk] }) });
  const event = { event_id: 'e-1', type: 'user.created' };
  const statusOf = async (claims: object, header: object) =>
    (await post('kinde', delivery(writeJwt(claims, 'RS256', pair.signWith, header)))).status;
  expect(await statusOf(event, { kid: 'k-1' })).toBe(200);
  expect(sent).toHaveLength(1);
  expect(await statusOf(event, { kid: 'k-2', jku: 'https://evil.io/jwks' })).toBe(401);
  expect(await statusOf({ sub: 'kp_1', iss: 'https://acme.kinde.com' }, { kid: 'k-1' })).toBe(401);
  expect(sent).toHaveLength(1);
});
