import { stripe } from '../../../core/providers/stripe.ts';

export const PUBLIC_URL = 'https://abcdefghij.execute-api.us-east-1.amazonaws.com';

/** What is not said is that of an event of 2 KB that a processor wants, signed just now. */
export interface StripeEventOptions {
  readonly id: string;
  /** When it is signed, in milliseconds since 1970. */
  readonly at: number;
  readonly secret: string;
  readonly type?: string;
  readonly bytes?: number;
  /** The source in its address. */
  readonly source?: string;
}

/** A signed event of Stripe, as an HTTP API hands it over. */
export function stripeEvent(options: StripeEventOptions) {
  const { id, at, secret, type = 'payment_intent.succeeded', bytes = 2048, source = 'stripe' } = options;
  const head = `{"id":"${id}","object":"event","created":${Math.floor(at / 1000)},"type":"${type}","data":{"filler":"`;
  const body = `${head}${'x'.repeat(bytes - head.length - 3)}"}}`;
  const path = `/webhooks/${source}`;
  const headers = { 'content-type': 'application/json' };
  const unsigned = { method: 'POST', url: PUBLIC_URL + path, headers, body: Buffer.from(body) };
  return {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: stripe.scheme.sign(unsigned, secret, { now: at }).headers,
    pathParameters: { source },
    requestContext: { requestId: 'JKJaXmPLvHcESHA=', http: { method: 'POST', path, sourceIp: '203.0.113.7' } },
    body,
    isBase64Encoded: false,
  };
}
