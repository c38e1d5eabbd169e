import { type Dialect, type EventContext, formatTime, type HttpAnswer } from './dialect.ts';
import { functionAnswer } from './function-answer.ts';
import type { Received } from './received.ts';

/**
 * A REST API, with payload 1.0. Bodies are bytes: the stack declares every media type binary.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const restApiDialect: Dialect = {
  event: proxyEvent,
  answer: proxyResponse,
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
  refusals: {
    'no-route': { status: 403, message: 'Missing Authentication Token' },
    'too-large': { status: 413, message: 'Request Too Long' },
    late: { status: 504, message: 'Endpoint request timed out' },
    failed: { status: 502, message: 'Internal server error' },
  },
};

function proxyEvent({ method, url, headers, httpVersion, sourceIp }: Received, body: Buffer, context: EventContext) {
  const [path = '/', ...rest] = url.split('?');
  const query = rest.join('?');
  const [, resource = path] = context.routeKey.split(' ');
  const multiValueHeaders = grouped(headers);
  const parameters = grouped([...new URLSearchParams(query)]);
  const lowerCased = grouped(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const domainName = (lowerCased.host?.at(-1) ?? '127.0.0.1').replace(/:\d+$/, '');
  return {
    resource,
    path,
    httpMethod: method,
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: query ? lastOf(parameters) : null,
    multiValueQueryStringParameters: query ? parameters : null,
    pathParameters: Object.keys(context.pathParameters).length > 0 ? context.pathParameters : null,
    stageVariables: null,
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      httpMethod: method,
      identity: { sourceIp, userAgent: lowerCased['user-agent']?.at(-1) ?? '' },
      path: `/${context.stage}${path}`,
      protocol: `HTTP/${httpVersion}`,
      requestId: context.requestId,
      requestTime: formatTime(context.now),
      requestTimeEpoch: context.now,
      resourcePath: resource,
      stage: context.stage,
    },
    body: body.length > 0 ? body.toString('base64') : null,
    isBase64Encoded: body.length > 0,
  };
}

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return Object.fromEntries(groups);
}

const lastOf = (groups: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']));

function proxyResponse(payload: string): HttpAnswer | undefined {
  const response: unknown = JSON.parse(payload);
  return typeof response === 'object' && response !== null ? functionAnswer(response, 'application/json') : undefined;
}
