import type { IncomingMessage } from 'node:http';

/** What a request becomes part of: an HTTP API's route. */
export interface EventContext {
  readonly apiId: string;
  readonly accountId: string;
  readonly routeKey: string;
  readonly stage: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly now: number;
}

/**
 * The content types whose bodies an HTTP API hands over as text, as found out on AWS itself, since its documentation does
 * not list them: https://github.com/ministackorg/ministack/pull/766. A body without a content type is not among them.
 */
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript)\s*(?:;|$))/i;

/** The payload 2.0 event of a request: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function payloadEvent(request: IncomingMessage, body: Buffer, context: EventContext) {
  const { method = 'GET', url = '/' } = request;
  const [rawPath = '/', ...query] = url.split('?');
  const rawQueryString = query.join('?');
  const headers = joinHeaders(request);
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
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: sourceOf(request),
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
function joinHeaders(request: IncomingMessage): Record<string, string> {
  const joined: Record<string, string> = {};
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]?.toLowerCase() ?? '';
    const value = request.rawHeaders[index + 1] ?? '';
    if (HOP_BY_HOP.has(name)) continue;
    const separator = name === 'cookie' ? ';' : ',';
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name]}${separator}${value}` : value;
  }
  const forwarded = joined['x-forwarded-for'];
  const source = sourceOf(request);
  joined['x-forwarded-for'] = forwarded ? `${forwarded}, ${source}` : source;
  joined['x-forwarded-proto'] ??= 'http';
  joined['x-forwarded-port'] ??= String(request.socket.localPort ?? '');
  return joined;
}

/** API Gateway ends the connection itself. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te']);

const sourceOf = ({ socket }: IncomingMessage) => (socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');

function joinQuery(rawQueryString: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString))
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name]},${value}` : value;
  return joined;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The common log format, such as `12/Mar/2020:19:03:58 +0000`. */
function formatTime(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
