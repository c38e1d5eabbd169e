import { createHmac } from 'node:crypto';
import { sampleDelivery } from '../../../../core/catalogue/index.ts';
import type { Delivery } from '../../../../core/delivery.ts';
import { type ProviderId, providers } from '../../../../core/providers/index.ts';
import type { Provider } from '../../../../core/providers/provider.ts';
import { writeAsGo, writeAsPhp, writeAsPython } from './writers.ts';

export const NOW = Date.parse('2026-03-01T10:20:30.400Z');
export const URL_OF = (source: string) => `https://hooks.example.com/webhooks/${source}`;

/** A sender of the corpus: how it writes, and what it signs, said here once more and without the code under test. */
export interface SenderRow {
  readonly id: ProviderId;
  readonly provider: Provider;
  readonly secret: string;
  /** The type of the sample. */
  readonly type?: string;
  /** How it writes JSON. */
  readonly writes: (value: unknown) => string;
  readonly header: string;
  readonly algorithm: 'sha1' | 'sha256';
  readonly encoding: 'hex' | 'base64';
  readonly prefix: string;
  /** What is signed; absent where a plain HMAC over the request does not say it. */
  readonly content?: (delivery: Delivery) => string;
  readonly timeUnit?: 's' | 'ms' | 'rfc3339';
  /** Whether the key is the secret's text, or what it decodes to. */
  readonly key: 'text' | 'base64';
}

const TEXT_SECRET = 'kf83Hd72LqPz019xVbn46TyuWe5RtAsM';
const compact = (value: unknown) => JSON.stringify(value);
const pretty = (value: unknown) => JSON.stringify(value, null, 2);
const body = (delivery: Delivery) => delivery.body.toString();

const row = (id: ProviderId, header: string, more: Partial<SenderRow> = {}): SenderRow => ({
  id,
  provider: providers[id],
  secret: TEXT_SECRET,
  writes: compact,
  header,
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: '',
  content: body,
  key: 'text',
  ...more,
});

const inHeader = (name: string, separator: string) => (delivery: Delivery) =>
  `${delivery.headers[name]}${separator}${body(delivery)}`;
const inSignature = (header: string, mark: string, separator: string) => (delivery: Delivery) =>
  `${new RegExp(`${mark}=(\\d+)`).exec(delivery.headers[header] ?? '')?.[1]}${separator}${body(delivery)}`;
const standard = ({ headers, ...delivery }: Delivery) =>
  `${headers['webhook-id']}.${headers['webhook-timestamp']}.${delivery.body}`;

/** Eighteen providers, with the bodies written as different languages write them. */
export const SENDERS: readonly SenderRow[] = [
  row('stripe', 'stripe-signature', {
    prefix: 'v1=',
    content: inSignature('stripe-signature', 't', '.'),
    timeUnit: 's',
    writes: pretty,
  }),
  row('github', 'x-hub-signature-256', { prefix: 'sha256=' }),
  row('shopify', 'x-shopify-hmac-sha256', { encoding: 'base64', writes: writeAsPhp }),
  row('slack', 'x-slack-signature', {
    prefix: 'v0=',
    content: (delivery) => `v0:${delivery.headers['x-slack-request-timestamp']}:${body(delivery)}`,
    timeUnit: 's',
    writes: writeAsPhp,
  }),
  row('slack', 'x-slack-signature', {
    type: '/deploy',
    prefix: 'v0=',
    content: (delivery) => `v0:${delivery.headers['x-slack-request-timestamp']}:${body(delivery)}`,
    timeUnit: 's',
  }),
  row('twilio', 'x-twilio-signature', {
    secret: '9f86d081884c7d659a2feaa0c55ad015',
    algorithm: 'sha1',
    encoding: 'base64',
  }),
  row('standard-webhooks', 'webhook-signature', {
    secret: `whsec_${Buffer.from(TEXT_SECRET).toString('base64')}`,
    key: 'base64',
    encoding: 'base64',
    prefix: 'v1,',
    content: standard,
    timeUnit: 's',
    writes: writeAsPython,
  }),
  row('jira', 'x-hub-signature', { prefix: 'sha256=', writes: compact }),
  row('typeform', 'typeform-signature', { prefix: 'sha256=', encoding: 'base64', writes: writeAsGo }),
  row('webflow', 'x-webflow-signature', { content: inHeader('x-webflow-timestamp', ':'), timeUnit: 'ms' }),
  row('zendesk', 'x-zendesk-webhook-signature', {
    encoding: 'base64',
    content: inHeader('x-zendesk-webhook-signature-timestamp', ''),
    timeUnit: 'rfc3339',
    writes: pretty,
  }),
  row('paddle', 'paddle-signature', {
    prefix: 'h1=',
    content: inSignature('paddle-signature', 'ts', ':'),
    timeUnit: 's',
    writes: writeAsGo,
  }),
  row('circleci', 'circleci-signature', { prefix: 'v1=' }),
  row('pagerduty', 'x-pagerduty-signature', { prefix: 'v1=', writes: writeAsPython }),
  row('bitbucket', 'x-hub-signature', { prefix: 'sha256=', writes: writeAsPython }),
  row('calendly', 'calendly-webhook-signature', {
    prefix: 'v1=',
    content: inSignature('calendly-webhook-signature', 't', '.'),
    timeUnit: 's',
  }),
  row('bigcommerce', 'webhook-signature', {
    encoding: 'base64',
    prefix: 'v1,',
    content: standard,
    timeUnit: 's',
    writes: writeAsPhp,
  }),
  row('vercel', 'x-vercel-signature', { algorithm: 'sha1' }),
  row('twitch', 'twitch-eventsub-message-signature', {
    prefix: 'sha256=',
    content: ({ headers, ...rest }) =>
      `${headers['twitch-eventsub-message-id']}${headers['twitch-eventsub-message-timestamp']}${rest.body}`,
    timeUnit: 'rfc3339',
    writes: writeAsGo,
  }),
  row('lemonsqueezy', 'x-signature', { writes: writeAsPhp }),
];

/** What people write that does not survive every way. */
const NOTE = 'Zoë & Søn <über>: "1/2 price", don\'t be late';

/** A request of a sender, not signed yet, with a body in its own writing. */
export function unsigned({ provider, type, writes }: SenderRow, nonce = 'n1', source = 'shop'): Delivery {
  const sample = sampleDelivery(provider, type, { url: URL_OF(source), now: NOW, nonce });
  const headers = { ...sample.headers, host: 'hooks.example.com', accept: '*/*' };
  if (!sample.headers['content-type']?.includes('json')) return { ...sample, headers };
  const value: unknown = JSON.parse(sample.body.toString());
  const noted = Array.isArray(value) ? [...value, { note: NOTE }] : { ...Object(value), note: NOTE };
  return { ...sample, headers, body: Buffer.from(writes(noted)) };
}

/** The same signed, as the sender does. */
export const signed = (row: SenderRow, delivery: Delivery, secret: string, now = NOW): Delivery =>
  row.provider.scheme.sign(delivery, secret, { now, id: 'msg_2b1c' });

export const keyBytes = ({ key }: SenderRow, secret: string): Buffer =>
  key === 'text' ? Buffer.from(secret) : Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** A signature that the test makes itself. */
export function digestOf(row: SenderRow, delivery: Delivery, algorithm: string = row.algorithm): Buffer | undefined {
  const content = row.content?.(delivery);
  return content === undefined ? undefined : createHmac(algorithm, keyBytes(row, row.secret)).update(content).digest();
}
