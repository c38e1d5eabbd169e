import { parseJson } from '../../../core/content.ts';
import type { Delivery } from '../../../core/delivery.ts';
import { at } from '../../../core/field.ts';
import { providers } from '../../../core/providers/index.ts';
import { apiKey, basicAuth, bearerToken, hmac, querySecret } from '../../../core/providers/own-sender.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { sourceOf } from '../source-of.ts';
import { credentials } from './rows/credentials.ts';
import { handshakes } from './rows/handshakes.ts';
import { keys } from './rows/keys.ts';
import { more } from './rows/more.ts';
import { moreStandard } from './rows/more-standard.ts';
import { plain } from './rows/plain.ts';
import { BASE64_SECRET, OTHER_BASE64_SECRET, row, type Sender } from './sender.ts';

const FIRST: readonly Sender[] = [
  row('stripe', providers.stripe, 'stripe-signature', { signsTime: true, separator: ',' }),
  row('github', providers.github, 'x-hub-signature-256'),
  row('shopify', providers.shopify, 'x-shopify-hmac-sha256'),

  row('slack', providers.slack, 'x-slack-signature', { signsTime: true, needs: ['x-slack-request-timestamp'] }),

  row('twilio, a form', providers.twilio, 'x-twilio-signature', {
    contentType: 'application/x-www-form-urlencoded',
    body: 'MessageSid=SM1&SmsStatus=received&Body=Hello',
    protects: 'form parameters',
  }),
  row('twilio, JSON', providers.twilio, 'x-twilio-signature'),

  row('standard-webhooks', providers['standard-webhooks'], 'webhook-signature', {
    secret: `whsec_${BASE64_SECRET}`,
    otherSecret: `whsec_${OTHER_BASE64_SECRET}`,
    signsTime: true,
    needs: ['webhook-id', 'webhook-timestamp'],
    separator: ' ',
  }),
];

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
  row('querySecret', querySecret(), '?secret', {
    secret: 'a-secret-of-24-bytes-all',
    otherSecret: 'another-secret-of-26-bytes',
    protects: 'nothing',
  }),
];

export const senders: readonly Sender[] = [
  ...FIRST,
  ...plain,
  ...keys,
  ...handshakes,
  ...credentials,
  ...more,
  ...moreStandard,
  ...OWN,
];

/** The moment at which everything is signed, in milliseconds since 1970. */
export const NOW = 1_760_000_000_000;

/** A delivery of the sender, signed. */
export function signedDelivery(
  sender: Sender,
  body: Buffer = Buffer.from(sender.body),
  secret = sender.signWith ?? sender.secret,
): Delivery {
  const unsigned: Delivery = {
    method: 'POST',
    url: 'https://hooks.example.com/webhooks/sender',
    headers: { 'content-type': sender.contentType },
    body,
  };
  return sender.provider.scheme.sign(unsigned, secret, { now: NOW, id: 'msg_1', settings: sender.settings });
}

/** What is said of a delivery by a source of the sender. */
export async function verdictOn(
  { provider, settings }: Sender,
  delivery: Delivery,
  secrets: readonly string[],
  { now = NOW, tolerance }: { readonly now?: number; readonly tolerance?: number } = {},
): Promise<Verdict> {
  const live = secrets.map((secret) => provider.scheme.key(secret)).filter((key) => key !== undefined);
  const source = sourceOf(provider, { settings, tolerance });
  const verification = await verifyDelivery(source, delivery, live, { now });
  return verification.ok ? { ok: true, key: verification.key } : verification;
}

/** What stands in a header, or where the row says: in a parameter of the URL, or in the body. */
export function valueAt({ url, headers, body }: Delivery, name: string): string | undefined {
  if (name.startsWith('?')) return URL.parse(url)?.searchParams.get(name.slice(1)) ?? undefined;
  const [, field, member] = IN_BODY.exec(name) ?? [];
  if (member === undefined) return headers[name];
  const value = at(parseJson(jsonIn(body, field)), member);
  return typeof value === 'string' ? value : undefined;
}

/** `$name` is a member of the JSON, `$field:name` one of the JSON in a form's field. */
const IN_BODY = /^\$(?:(\w+):)?(\w+)$/;

const jsonIn = (body: Buffer, field: string | undefined) =>
  field ? (new URLSearchParams(body.toString()).get(field) ?? '') : body.toString();

export function withHeader(delivery: Delivery, name: string, value: string): Delivery {
  if (name.startsWith('$')) return withMember(delivery, name, value);
  if (!name.startsWith('?')) return { ...delivery, headers: { ...delivery.headers, [name]: value } };
  const url = new URL(delivery.url);
  url.searchParams.set(name.slice(1), value);
  return { ...delivery, url: url.href };
}

export function withoutHeader(delivery: Delivery, name: string): Delivery {
  if (name.startsWith('$')) return withMember(delivery, name, undefined);
  const url = new URL(delivery.url);
  url.searchParams.delete(name.slice(1));
  const headers = Object.entries(delivery.headers).filter(([header]) => header !== name);
  return { ...delivery, url: name.startsWith('?') ? url.href : delivery.url, headers: Object.fromEntries(headers) };
}

function withMember(delivery: Delivery, name: string, value: string | undefined): Delivery {
  const [, field, member = ''] = IN_BODY.exec(name) ?? [];
  const json: object = JSON.parse(jsonIn(delivery.body, field));
  const text = JSON.stringify({ ...json, [member]: value });
  return { ...delivery, body: Buffer.from(field ? new URLSearchParams({ [field]: text }).toString() : text) };
}
