import type { Delivery } from '../../../core/delivery.ts';
import { type ProviderId, providers } from '../../../core/providers/index.ts';
import { apiKey, basicAuth, bearerToken, hmac } from '../../../core/providers/own-sender.ts';
import type { Provider } from '../../../core/providers/provider.ts';

/** One row of the contract that every scheme keeps: how its deliveries look, and how much its signature promises. */
export interface Sender {
  readonly name: string;
  readonly provider: Provider;
  readonly secret: string;
  readonly otherSecret: string;
  readonly contentType: string;
  readonly body: string;
  /** The header with the signature or credential. */
  readonly header: string;
  /** The other headers without which nothing can be checked. */
  readonly needs: readonly string[];
  /** How much of the body the signature protects. */
  readonly protects: 'every byte' | 'form parameters' | 'nothing';
  readonly signsTime: boolean;
  /** What separates several signatures in the header; absent where the header holds one. */
  readonly separator?: string;
}

const TEXT_SECRET = 'the first secret of this sender';
const OTHER_TEXT_SECRET = 'the second secret of this sender';
const BASE64_SECRET = Buffer.from(TEXT_SECRET).toString('base64');
const OTHER_BASE64_SECRET = Buffer.from(OTHER_TEXT_SECRET).toString('base64');

const row = (name: string, provider: Provider, header: string, more: Partial<Sender> = {}): Sender => ({
  name,
  provider,
  header,
  secret: TEXT_SECRET,
  otherSecret: OTHER_TEXT_SECRET,
  contentType: 'application/json',
  body: '{"id": "evt_1", "type":"thing.happened", "n": 12345678901234567890}',
  needs: [],
  protects: 'every byte',
  signsTime: false,
  ...more,
});

const BUILT_IN: Readonly<Record<ProviderId, readonly Sender[]>> = {
  stripe: [row('stripe', providers.stripe, 'stripe-signature', { signsTime: true, separator: ',' })],
  github: [row('github', providers.github, 'x-hub-signature-256')],
  shopify: [row('shopify', providers.shopify, 'x-shopify-hmac-sha256')],
  slack: [
    row('slack', providers.slack, 'x-slack-signature', { signsTime: true, needs: ['x-slack-request-timestamp'] }),
  ],
  twilio: [
    row('twilio, a form', providers.twilio, 'x-twilio-signature', {
      contentType: 'application/x-www-form-urlencoded',
      body: 'MessageSid=SM1&SmsStatus=received&Body=Hello',
      protects: 'form parameters',
    }),
    row('twilio, JSON', providers.twilio, 'x-twilio-signature'),
  ],
  'standard-webhooks': [
    row('standard-webhooks', providers['standard-webhooks'], 'webhook-signature', {
      secret: `whsec_${BASE64_SECRET}`,
      otherSecret: `whsec_${OTHER_BASE64_SECRET}`,
      signsTime: true,
      needs: ['webhook-id', 'webhook-timestamp'],
      separator: ' ',
    }),
  ],
};

const OWN: readonly Sender[] = [
  row('hmac, all defaults', hmac({ header: 'X-Acme-Signature' }), 'x-acme-signature'),
  row(
    'hmac, SHA-512 in base64 with a prefix and a base64 secret',
    hmac({ header: 'X-Sum', algorithm: 'sha512', encoding: 'base64', prefix: 'hmac ', secret: 'base64' }),
    'x-sum',
    { secret: BASE64_SECRET, otherSecret: OTHER_BASE64_SECRET },
  ),
  row('hmac, SHA-1 with a hex secret', hmac({ header: 'X-Sum', algorithm: 'sha1', secret: 'hex' }), 'x-sum', {
    secret: '00112233445566778899aabbccddeeff',
    otherSecret: '00112233445566778899aabbccddeefe',
  }),
  row(
    'hmac, timestamp in its own header, in milliseconds',
    hmac({
      header: 'X-Sum',
      algorithm: 'sha384',
      timestamp: { header: 'X-Sent-At', unit: 'ms' },
      signed: '{method} {url}\n{timestamp}\n{body}',
    }),
    'x-sum',
    { signsTime: true, needs: ['x-sent-at'] },
  ),
  row(
    'hmac, timestamp as a date',
    hmac({ header: 'X-Sum', timestamp: { header: 'X-Sent-At', unit: 'rfc3339' }, signed: '{body}{timestamp}' }),
    'x-sum',
    { signsTime: true, needs: ['x-sent-at'] },
  ),
  row(
    'hmac, several signatures after a timestamp',
    hmac({
      header: 'X-Sum',
      separator: ';',
      prefix: 'h1=',
      timestamp: { prefix: 'ts=' },
      signed: '{timestamp}:{body}',
    }),
    'x-sum',
    { signsTime: true, separator: ';' },
  ),
  row(
    'hmac, id in a signed header',
    hmac({ header: 'X-Sum', signed: '{header.X-Request-Id}.{body}', eventId: 'header.X-Request-Id' }),
    'x-sum',
    { needs: ['x-request-id'] },
  ),
  row('basicAuth', basicAuth(), 'authorization', {
    secret: 'acme:a long enough password',
    otherSecret: 'acme:another long password',
    protects: 'nothing',
  }),
  row('bearerToken', bearerToken(), 'authorization', {
    secret: 'a-token-of-twenty-four-b',
    otherSecret: 'another-token-of-24-byte',
    protects: 'nothing',
  }),
  row('apiKey', apiKey({ header: 'X-Api-Key' }), 'x-api-key', { protects: 'nothing' }),
];

export const senders: readonly Sender[] = [...Object.values(BUILT_IN).flat(), ...OWN];

/** The moment at which everything is signed, in milliseconds since 1970. */
export const NOW = 1_760_000_000_000;

/** A delivery of the sender, signed. */
export function signedDelivery(
  sender: Sender,
  body: Buffer = Buffer.from(sender.body),
  secret = sender.secret,
): Delivery {
  const unsigned: Delivery = {
    method: 'POST',
    url: 'https://hooks.example.com/webhooks/sender',
    headers: { 'content-type': sender.contentType },
    body,
  };
  return sender.provider.scheme.sign(unsigned, secret, { now: NOW, id: 'msg_1' });
}

/** What the sender's scheme says of a delivery. */
export async function verdictOn(
  { provider: { scheme } }: Sender,
  delivery: Delivery,
  secrets: readonly string[],
  context: { readonly now?: number; readonly tolerance?: number } = {},
) {
  const keys = secrets.map((secret) => scheme.key(secret)).filter((key) => key !== undefined);
  return await scheme.verify(delivery, keys, { now: NOW, ...context });
}

export const withHeader = (delivery: Delivery, name: string, value: string): Delivery => ({
  ...delivery,
  headers: { ...delivery.headers, [name]: value },
});
