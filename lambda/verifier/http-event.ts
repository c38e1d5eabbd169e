import { ORIGIN_KEY_HEADER, VIEWER_HEADER } from '../../core/access.ts';
import type { Hops } from '../../core/addresses/client-address.ts';
import type { Answer, Delivery } from '../../core/delivery.ts';
import { sameText } from '../../core/same-text.ts';

/** A request as API Gateway hands it over: HTTP APIs send payload 2.0, REST APIs payload 1.0. */
export interface HttpEvent {
  readonly version?: string;
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  readonly path?: string;
  readonly httpMethod?: string;
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  /** In payload 1.0; `headers` then has only the last of those that came under one name. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly pathParameters?: Readonly<Record<string, string | undefined>> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    readonly requestId: string;
    /** In payload 2.0; in payload 1.0 it is called `requestTimeEpoch`. Milliseconds since 1970. */
    readonly timeEpoch?: number;
    readonly requestTimeEpoch?: number;
    readonly http?: { readonly method: string; readonly sourceIp?: string };
    readonly identity?: { readonly sourceIp?: string };
  };
}

/** What API Gateway is answered. */
export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request in our own words. */
export interface HttpRequest {
  /** The source that the path names. */
  readonly source: string;
  /** The tenant after it, if there is one. */
  readonly tenant?: string | undefined;
  readonly requestId: string;
  /** When API Gateway got it, by its own clock, in milliseconds since 1970. @default - not known */
  readonly arrivedAt?: number | undefined;
  readonly delivery: Delivery;
  /** The trace that it belongs to, as W3C's `traceparent`. @default - none */
  readonly traceparent?: string | undefined;
  /** How it came. @default - not known */
  readonly hops?: Hops;
}

/**
 * Reads an event of either payload version.
 * @param publicUrl - the origin that senders use, since some of them sign it; a gateway's own may be another
 * @param originKeys - what a request shows, one of them, that came through the stack's CDN
 */
export function readHttpEvent(event: HttpEvent, publicUrl: string, originKeys: readonly string[] = []): HttpRequest {
  const { requestContext } = event;
  const { [ORIGIN_KEY_HEADER]: key, [VIEWER_HEADER]: viewer, ...headers } = headersOf(event);
  const connection = requestContext.http?.sourceIp ?? requestContext.identity?.sourceIp ?? '';
  const isThroughCdn = key !== undefined && originKeys.some((known) => sameText(key, known));
  const path = event.rawPath ?? event.path ?? '/';
  const query = event.rawQueryString ?? rebuildQuery(event.multiValueQueryStringParameters);
  return {
    source: event.pathParameters?.source ?? '',
    tenant: event.pathParameters?.tenant,
    requestId: requestContext.requestId,
    arrivedAt: requestContext.timeEpoch ?? requestContext.requestTimeEpoch,
    hops: { connection, ...(isThroughCdn && { viewer: viewer ?? '' }) },
    delivery: {
      method: (requestContext.http?.method ?? event.httpMethod ?? '').toUpperCase(),
      url: publicUrl.replace(/\/$/, '') + path + (query && `?${query}`),
      headers,
      body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    },
  };
}

/** An answer as API Gateway takes it. Without a content type it would say `text/plain` or JSON on its own. */
export const httpResult = ({ status, headers = {}, body = '' }: Answer): HttpResult => ({
  statusCode: status,
  headers: { ...headers },
  body,
});

/** By lower-case names, under each of them everything that came under it in whatever case. */
function headersOf({ headers, multiValueHeaders }: HttpEvent): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of Object.entries(multiValueHeaders ?? headers ?? {})) {
    const text = typeof value === 'string' ? value : value?.join(', ');
    if (text === undefined) continue;
    const before = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), before === undefined ? text : `${before}, ${text}`);
  }
  return Object.fromEntries(joined);
}

/** Payload 1.0 has decoded parameters only. Encoded again they are what senders sent, unless they escape unusually. */
function rebuildQuery(parameters: HttpEvent['multiValueQueryStringParameters']): string {
  const pairs = Object.entries(parameters ?? {}).flatMap(([name, values]) =>
    (values ?? []).map((value) => [name, value]),
  );
  return pairs.map((pair) => pair.map((part) => encodeURIComponent(part ?? '')).join('=')).join('&');
}
