import { createHmac, createSecretKey } from 'node:crypto';
import { encodeEnvelope } from '../../../core/envelope.ts';
import { type ProviderId, providers } from '../../../core/providers/index.ts';
import type { Work } from '../interleave.ts';
import { SECRET } from './instant-aws.ts';

export const PUBLIC_URL = 'https://abcdefghij.execute-api.us-east-1.amazonaws.com';

export const SOURCES = ['stripe', 'github', 'slack'] as const satisfies readonly ProviderId[];
export type SourceName = (typeof SOURCES)[number];

const FACTS: Readonly<Record<SourceName, { readonly headers: object; readonly fields: object }>> = {
  stripe: {
    headers: {},
    fields: { id: 'evt_1MqqbKLt7FlGRZzm9oY00001', type: 'payment_intent.succeeded', created: 1_767_225_600 },
  },
  github: {
    headers: { 'x-github-event': 'pull_request', 'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958' },
    fields: { action: 'opened', repository: { full_name: 'acme/shop' } },
  },
  slack: {
    headers: {},
    fields: {
      type: 'event_callback',
      team_id: 'T061EG9R6',
      event_id: 'Ev0PV52K21',
      event_time: 1_767_225_600,
      event: { type: 'message' },
    },
  },
};

/** What any client and API Gateway send besides. */
const USUAL_HEADERS = {
  accept: '*/*',
  'accept-encoding': 'gzip',
  'content-type': 'application/json',
  host: new URL(PUBLIC_URL).host,
  'user-agent': 'Sender/1.0 (+https://sender.example.com/docs/webhooks)',
  'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678',
  'x-forwarded-for': '203.0.113.7',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
};

/** An event of about so many KB as an HTTP API hands it over, signed just now. */
export function requestOf(source: SourceName, kilobytes: number) {
  const { headers, fields } = FACTS[source];
  const path = `/webhooks/${source}`;
  const body = bodyOf(fields, kilobytes);
  const unsigned = { method: 'POST', url: PUBLIC_URL + path, headers: {}, body: Buffer.from(body) };
  const signed = providers[source].scheme.sign(unsigned, SECRET, { now: Date.now() });
  return {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { ...USUAL_HEADERS, ...headers, ...signed.headers },
    pathParameters: { source },
    requestContext: { requestId: 'JKJaXmPLvHcESHA=', http: { method: 'POST', path, sourceIp: '203.0.113.7' } },
    body,
    isBase64Encoded: false,
  };
}

/** What nobody can do without who reads the same body and checks who sent it. */
export function leastWork({ body }: { readonly body: string }): Work {
  const key = createSecretKey(Buffer.from(SECRET));
  return () => {
    createHmac('sha256', key).update(body).digest();
    return JSON.parse(body).id;
  };
}

/** Messages of different events, as SQS hands them to Lambda. */
export const recordsOf = (count: number, kilobytes: number) =>
  Array.from({ length: count }, (_, index) => ({
    messageId: `059f36b4-87a3-44ab-83d2-6619757${String(index).padStart(5, '0')}`,
    receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a',
    attributes: { ApproximateReceiveCount: '1' },
    body: messageOf(`evt_1MqqbKLt7FlGRZzm9oY${String(index).padStart(5, '0')}`, kilobytes),
  }));

function messageOf(id: string, kilobytes: number): string {
  const moment = new Date().toISOString();
  const facts = {
    id,
    source: 'stripe',
    provider: 'stripe',
    type: 'payment_intent.succeeded',
    time: moment,
    receivedAt: moment,
    requestId: 'JKJaXmPLvHcESHA=',
    contentType: 'application/json',
  };
  return encodeEnvelope(facts, Buffer.from(bodyOf({ id, type: facts.type }, kilobytes)));
}

/** As most bodies look: many small fields. */
function bodyOf(fields: object, kilobytes: number): string {
  const item = { id: 'li_1', description: 'a mug', quantity: 1, price: { id: 'price_1', unit_amount: 4900 } };
  const count = Math.round((kilobytes * 1024) / (JSON.stringify(item).length + 1));
  return JSON.stringify({ ...fields, data: { object: { id: 'pi_1', items: Array(count).fill(item) } } });
}
