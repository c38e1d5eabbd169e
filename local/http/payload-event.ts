import { type EventContext, formatTime } from './dialect.ts';
import type { Received } from './received.ts';

/**
 * The content types whose bodies an HTTP API hands over as text, as found out on AWS itself, since its documentation does
 * not list them: https://github.com/ministackorg/ministack/pull/766. A body without a content type is not among them.
 */
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript)\s*(?:;|$))/i;

/** The payload 2.0 event of a request: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function payloadEvent(received: Received, body: Buffer, context: EventContext) {
  const { method, url, httpVersion, sourceIp } = received;
  const [rawPath = '/', ...query] = url.split('?');
  const rawQueryString = query.join('?');
  const headers = joinHeaders(received);
  const { cookie, ...kept } = headers;
  const isText = TEXT.test(headers['content-type'] ?? '');
  const domainName = (headers.host ?? '127.0.0.1').replace(/:\d+$/, '');
  return {
    version: '2.0',
    routeKey: context.routeKey,
    rawPath,
    rawQueryString,
    ...(cookie && { cookies: cookie.split(/; */).filter(Boolean) }),
    headers: kept,
    ...(rawQueryString && { queryStringParameters: joinQuery(rawQueryString) }),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method,
        path: rawPath,
        protocol: `HTTP/${httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: context.stage,
      time: formatTime(context.now),
      timeEpoch: context.now,
    },
    ...(Object.keys(context.pathParameters).length > 0 && { pathParameters: context.pathParameters }),
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Lower-case names; values that came under one name in one, joined by a comma. */
function joinHeaders({ headers }: Received): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [written, value] of headers) {
    const name = written.toLowerCase();
    const separator = name === 'cookie' ? ';' : ',';
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name]}${separator}${value}` : value;
  }
  return joined;
}

function joinQuery(rawQueryString: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString))
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name]},${value}` : value;
  return joined;
}
