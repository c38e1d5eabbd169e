import { type HttpEvent, httpResult, readHttpEvent } from '../../../lambda/verifier/http-event.ts';

const PUBLIC_URL = 'https://hooks.example.com';

const httpApi: HttpEvent = {
  version: '2.0',
  rawPath: '/webhooks/twilio',
  rawQueryString: 'b=2&a=%C3%A9',
  headers: { 'x-twilio-signature': 'abc' },
  pathParameters: { source: 'twilio' },
  body: 'plain ✓',
  isBase64Encoded: false,
  requestContext: { requestId: 'r-1', http: { method: 'POST', sourceIp: '192.0.2.7' } },
};

const restApi: HttpEvent = {
  version: '1.0',
  path: '/webhooks/twilio',
  httpMethod: 'POST',
  headers: { 'X-Twilio-Signature': 'abc' },
  multiValueQueryStringParameters: { b: ['2'], a: ['é', 'f'] },
  pathParameters: { source: 'twilio' },
  body: 'plain ✓',
  requestContext: { requestId: 'r-1' },
};

test('reads a request of an HTTP API', () => {
  expect(readHttpEvent(httpApi, PUBLIC_URL)).toEqual({
    source: 'twilio',
    requestId: 'r-1',
    hops: { connection: '192.0.2.7' },
    delivery: {
      method: 'POST',
      url: 'https://hooks.example.com/webhooks/twilio?b=2&a=%C3%A9',
      headers: { 'x-twilio-signature': 'abc' },
      body: Buffer.from('plain ✓'),
    },
  });
});

test('reads a request of a REST API, whose header names keep their case and whose query is decoded', () => {
  const { delivery } = readHttpEvent(restApi, PUBLIC_URL);
  expect(delivery.headers).toEqual({ 'x-twilio-signature': 'abc' });
  expect(delivery.url).toBe('https://hooks.example.com/webhooks/twilio?b=2&a=%C3%A9&a=f');
  expect(delivery.method).toBe('POST');
});

test('joins what came under one name in a request of a REST API', () => {
  const event = {
    ...restApi,
    multiValueHeaders: { 'X-Twilio-Signature': ['abc'], Via: ['1.1 a', '1.1 b'], via: ['c'] },
  };
  expect(readHttpEvent(event, PUBLIC_URL).delivery.headers).toEqual({
    'x-twilio-signature': 'abc',
    via: '1.1 a, 1.1 b, c',
  });
});

test('decodes a base64 body to its bytes, and never to text first', () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]);
  const event = { ...httpApi, body: bytes.toString('base64'), isBase64Encoded: true };
  expect(readHttpEvent(event, PUBLIC_URL).delivery.body).toEqual(bytes);
});

test('takes a missing body, query and headers for empty ones', () => {
  const { body, rawQueryString, headers, pathParameters, ...bare } = httpApi;
  expect(readHttpEvent(bare, `${PUBLIC_URL}/`)).toMatchObject({
    source: '',
    delivery: { url: 'https://hooks.example.com/webhooks/twilio', headers: {}, body: Buffer.alloc(0) },
  });
});

test('gives an answer in the form that both APIs take', () => {
  expect(httpResult({ status: 200 })).toEqual({ statusCode: 200, headers: {}, body: '' });
  expect(httpResult({ status: 503, headers: { 'retry-after': '5' }, body: 'x' })).toEqual({
    statusCode: 503,
    headers: { 'retry-after': '5' },
    body: 'x',
  });
});
