import { createSign } from 'node:crypto';
import { createServer, globalAgent } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { awsSns } from '../../../../core/providers/aws-sns.ts';
import type { LoadDocument } from '../../../../core/signatures/document.ts';
import { makeCertificate } from '../../signatures/make-certificate.ts';
import { ACCEPTED, delivery, WRONG } from './deliveries.ts';

type Validate = (message: object, answer: (error: Error | null) => void) => void;
/** The library comes without types. */
const Validator: new (host: RegExp) => { validate: Validate } = createRequire(import.meta.url)('sns-validator');

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:orders';
const DAY = 86_400_000;
const NOW = Date.now();
const certificate = makeCertificate({
  name: 'sns.eu-west-1.amazonaws.com',
  from: NOW - DAY,
  to: NOW + DAY,
  key: 'rsa',
  isAuthority: true,
});
const CERT_URL = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ec.pem';
const load: LoadDocument = async ({ url }) => ({ status: url === CERT_URL ? 200 : 404, text: certificate.pem });

const MESSAGE = {
  Type: 'Notification',
  MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
  TopicArn: TOPIC,
  Subject: 'Ein Gruß',
  Message: 'Zoë ordered\r\nMessageId\nsomething 🦊 \u2028 "quoted"',
  Timestamp: '2026-03-01T10:20:30.400Z',
  SigningCertURL: CERT_URL,
  UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
};
const { Subject: _, ...WITHOUT_SUBJECT } = MESSAGE;
const CONFIRMATION = {
  ...WITHOUT_SUBJECT,
  Type: 'SubscriptionConfirmation',
  Token: '2336412f37',
  SubscribeURL: `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f37`,
};

/** Serves the certificate, since the library fetches it by itself. */
const server = createServer({
  key: certificate.privateKey.export({ type: 'pkcs8', format: 'pem' }),
  cert: certificate.pem,
});
const validator = new Validator(/^localhost:\d+$/);
let served = '';

beforeAll(async () => {
  globalAgent.options.ca = certificate.pem;
  server.on('request', (_, response) => response.end(certificate.pem));
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const { port } = server.address() as AddressInfo;
  served = `https://localhost:${port}/certificate.pem`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const byLibrary = (message: object) =>
  new Promise<string>((done) =>
    validator.validate({ ...message, SigningCertURL: served }, (error) => done(error?.message ?? 'valid')),
  );
const byUs = (message: object) =>
  awsSns.scheme.verify(delivery(JSON.stringify(message), { 'content-type': 'text/plain' }), [], {
    now: NOW,
    settings: { topicArn: TOPIC },
    load,
  });

describe.each([MESSAGE, WITHOUT_SUBJECT, CONFIRMATION, { ...CONFIRMATION, Type: 'UnsubscribeConfirmation' }])(
  "of $Type, Amazon's own library",
  (message) => {
    test('accepts what we sign, and so do we by the certificate', async () => {
      const unsigned = delivery(JSON.stringify(message));
      const signed: object = JSON.parse(
        awsSns.scheme.sign(unsigned, certificate.signWith, { now: NOW }).body.toString(),
      );
      expect(await byUs(signed)).toEqual(ACCEPTED);
      expect(await byUs({ ...signed, Message: 'another' })).toEqual(WRONG);
      // Messages that end a subscription have no types of their own in the library, which signs them as notifications.
      const expected = message.Type === 'UnsubscribeConfirmation' ? 'The message signature is invalid.' : 'valid';
      expect(await byLibrary(signed)).toBe(expected);
      expect(await byLibrary({ ...signed, Message: 'another' })).toBe('The message signature is invalid.');
    });
  },
);

test('a signature of version 1, with SHA-1, counts as well, and only as such', async () => {
  const fields = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;
  const content = fields.map((name) => `${name}\n${MESSAGE[name]}\n`).join('');
  const Signature = createSign('RSA-SHA1').update(content).sign(certificate.privateKey, 'base64');
  const message = { ...MESSAGE, SignatureVersion: '1', Signature };
  expect(await byLibrary(message)).toBe('valid');
  expect(await byUs(message)).toEqual(ACCEPTED);
  expect(await byUs({ ...message, SignatureVersion: '2' })).toEqual(WRONG);
});
