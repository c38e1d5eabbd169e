import { providers } from '../../../../core/providers/index.ts';
import { generatePair, type KeyAlgorithm } from '../../../../core/signatures/public-key.ts';
import { row, type Sender } from '../sender.ts';

/** The two pairs of a row; those of RSA, which take a while to make, serve every row. */
function pairs(algorithm: KeyAlgorithm, [one, two] = [generatePair(algorithm), generatePair(algorithm)]) {
  return { secret: one.secret, signWith: one.signWith, otherSecret: two.secret, otherSignWith: two.signWith };
}

const ED25519 = pairs('EdDSA');
const P256 = pairs('ES256');
const RSA = pairs('RS256');
const P521 = pairs('ES512');

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:orders';
const SNS_MESSAGE = {
  Type: 'Notification',
  MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
  TopicArn: TOPIC,
  Message: 'Zoë ordered\nsomething',
  Timestamp: '2026-03-01T10:20:30.400Z',
  SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ec.pem',
};
const APP = { bundleId: 'com.acme.app', environment: 'Production' };
const NOTIFICATION = { notificationUUID: 'n-1', notificationType: 'DID_RENEW', data: APP, signedDate: 1 };

/** The rows of the providers that prove themselves by certificates, published keys, tokens or the URL. */
export const keys: readonly Sender[] = [
  row('discord', providers.discord, 'x-signature-ed25519', {
    ...ED25519,
    signsTime: true,
    needs: ['x-signature-timestamp'],
  }),
  row('telnyx', providers.telnyx, 'telnyx-signature-ed25519', {
    ...ED25519,
    signsTime: true,
    needs: ['telnyx-timestamp'],
  }),
  row('sendgrid', providers.sendgrid, 'x-twilio-email-event-webhook-signature', {
    ...P256,
    signsTime: true,
    tolerance: 90_000,
    needs: ['x-twilio-email-event-webhook-timestamp'],
  }),
  row('wise', providers.wise, 'x-signature-sha256', RSA),
  row('freshchat', providers.freshchat, 'x-freshchat-signature', RSA),
  row('fal', providers.fal, 'x-fal-webhook-signature', {
    ...ED25519,
    signsTime: true,
    needs: ['x-fal-webhook-timestamp', 'x-fal-webhook-request-id', 'x-fal-webhook-user-id'],
  }),
  row('turnkey', providers.turnkey, 'x-turnkey-signature', {
    ...ED25519,
    signsTime: true,
    needs: ['x-turnkey-timestamp', 'x-turnkey-event-id', 'x-turnkey-signature-key-id'],
  }),
  row('plaid', providers.plaid, 'plaid-verification', {
    ...P256,
    settings: { environment: 'sandbox' },
    signsTime: true,
  }),
  row('netlify', providers.netlify, 'x-webhook-signature'),
  row('livekit', providers.livekit, 'authorization', {
    settings: { apiKey: 'APIabc' },
    signsTime: 'expires',
    tolerance: 359,
  }),
  row('qstash', providers.qstash, 'upstash-signature', { signsTime: 'expires', tolerance: 359 }),
  row('monday', providers.monday, 'authorization', { signsTime: 'expires', tolerance: 359, protects: 'nothing' }),
  row('messagebird', providers.messagebird, 'messagebird-signature-jwt', { signsTime: 'expires', tolerance: 119 }),
  row('google-pubsub', providers['google-pubsub'], 'authorization', {
    ...RSA,
    settings: { audience: 'https://hooks.example.com', serviceAccount: 'push@acme.iam.gserviceaccount.com' },
    signsTime: 'expires',
    tolerance: 3659,
    protects: 'nothing',
  }),
  row('paypal', providers.paypal, 'paypal-transmission-sig', {
    ...RSA,
    settings: { webhookId: '1JE4291016473214C' },
    signsTime: true,
    tolerance: 259_200,
    needs: ['paypal-transmission-id', 'paypal-transmission-time', 'paypal-auth-algo'],
  }),
  row('aws-sns', providers['aws-sns'], '$Signature', {
    ...RSA,
    settings: { topicArn: TOPIC },
    contentType: 'text/plain; charset=UTF-8',
    body: JSON.stringify(SNS_MESSAGE),
    needs: ['$TopicArn', '$MessageId', '$Type', '$SignatureVersion'],
    protects: 'some values',
  }),
  row('apple-app-store', providers['apple-app-store'], '$signedPayload', {
    ...P256,
    settings: APP,
    body: JSON.stringify(NOTIFICATION),
    protects: 'some values',
  }),
  row('truelayer', providers.truelayer, 'tl-signature', { ...P521, settings: { environment: 'sandbox' } }),
  row('cloudinary', providers.cloudinary, 'x-cld-signature', {
    signsTime: true,
    tolerance: 7200,
    needs: ['x-cld-timestamp'],
  }),
  row('vonage', providers.vonage, 'authorization', { signsTime: true }),
  row('adobe-io-events', providers['adobe-io-events'], 'x-adobe-digital-signature-1', {
    ...RSA,
    settings: { clientId: 'client01' },
    body: '{"event_id": "e-1", "recipient_client_id":"client01", "n": 12345678901234567890}',
    protects: 'some values',
  }),
  row('fireblocks', providers.fireblocks, 'fireblocks-webhook-signature', { ...RSA, settings: { environment: 'us' } }),
];
