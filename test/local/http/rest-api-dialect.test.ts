import { restApiDialect } from '../../../local/http/rest-api-dialect.ts';

const received = {
  method: 'POST',
  url: '/webhooks/twilio?a=1&a=%C3%A9&b=',
  httpVersion: '1.1',
  headers: [
    ['Host', 'hooks.example.com:8080'],
    ['User-Agent', 'TwilioProxy/1.1'],
    ['Via', '1.1 a'],
    ['Via', '1.1 b'],
  ] as const,
  sourceIp: '192.0.2.7',
};
const context = {
  apiId: 'api',
  accountId: '000000000000',
  routeKey: 'ANY /webhooks/{source}',
  stage: 'live',
  pathParameters: { source: 'twilio' },
  requestId: 'r-1',
  now: Date.parse('2026-03-12T19:03:58Z'),
};

test('hands over a request as payload 1.0, with names as they were written and the query decoded', () => {
  expect(restApiDialect.event(received, Buffer.from([0xff, 0x00]), context)).toEqual({
    resource: '/webhooks/{source}',
    path: '/webhooks/twilio',
    httpMethod: 'POST',
    headers: { Host: 'hooks.example.com:8080', 'User-Agent': 'TwilioProxy/1.1', Via: '1.1 b' },
    multiValueHeaders: {
      Host: ['hooks.example.com:8080'],
      'User-Agent': ['TwilioProxy/1.1'],
      Via: ['1.1 a', '1.1 b'],
    },
    queryStringParameters: { a: 'é', b: '' },
    multiValueQueryStringParameters: { a: ['1', 'é'], b: [''] },
    pathParameters: { source: 'twilio' },
    stageVariables: null,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'hooks.example.com',
      domainPrefix: 'hooks',
      httpMethod: 'POST',
      identity: { sourceIp: '192.0.2.7', userAgent: 'TwilioProxy/1.1' },
      path: '/live/webhooks/twilio',
      protocol: 'HTTP/1.1',
      requestId: 'r-1',
      requestTime: '12/Mar/2026:19:03:58 +0000',
      requestTimeEpoch: 1773342238000,
      resourcePath: '/webhooks/{source}',
      stage: 'live',
    },
    body: '/wA=',
    isBase64Encoded: true,
  });
});

test('has no query, parameters and body where there are none', () => {
  const event = restApiDialect.event({ ...received, url: '/' }, Buffer.alloc(0), { ...context, pathParameters: {} });
  expect(event).toMatchObject({
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    body: null,
    isBase64Encoded: false,
  });
});

test('reads an answer, and takes it for JSON unless it says otherwise', () => {
  const answer = (value: unknown) => restApiDialect.answer(JSON.stringify(value));
  expect(answer({ statusCode: 201, headers: { 'X-A': '1' }, body: 'AP8=', isBase64Encoded: true })).toEqual({
    status: 201,
    headers: { 'content-type': 'application/json', 'x-a': '1' },
    cookies: [],
    body: Buffer.from([0, 255]),
  });
  expect(answer({ statusCode: 200, headers: { 'Content-Type': 'text/xml' } })?.headers).toEqual({
    'content-type': 'text/xml',
  });
  expect([answer({ body: 'no status' }), answer('text'), answer({ statusCode: 200, body: 1 })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
