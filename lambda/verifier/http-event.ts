import type { Answer, Delivery } from '../../core/delivery.ts';

/** A request as API Gateway hands it over: HTTP APIs send payload 2.0, REST APIs payload 1.0. */
export interface HttpEvent {
  readonly version?: string;
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  readonly path?: string;
  readonly httpMethod?: string;
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly pathParameters?: Readonly<Record<string, string | undefined>> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    readonly requestId: string;
    readonly http?: { readonly method: string };
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
  readonly requestId: string;
  readonly delivery: Delivery;
}

/**
 * Reads an event of either payload version.
 * @param publicUrl - the origin that senders use, since some of them sign it; a gateway's own may be another
 */
export function readHttpEvent(event: HttpEvent, publicUrl: string): HttpRequest {
  const { requestContext } = event;
  const path = event.rawPath ?? event.path ?? '/';
  const query = event.rawQueryString ?? rebuildQuery(event.multiValueQueryStringParameters);
  return {
    source: event.pathParameters?.source ?? '',
    requestId: requestContext.requestId,
    delivery: {
      method: (requestContext.http?.method ?? event.httpMethod ?? '').toUpperCase(),
      url: publicUrl.replace(/\/$/, '') + path + (query && `?${query}`),
      headers: lowerCased(event.headers),
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

function lowerCased(headers: HttpEvent['headers']): Record<string, string> {
  const entries = Object.entries(headers ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** Payload 1.0 has decoded parameters only. Encoded again they are what senders sent, unless they escape unusually. */
function rebuildQuery(parameters: HttpEvent['multiValueQueryStringParameters']): string {
  const pairs = Object.entries(parameters ?? {}).flatMap(([name, values]) =>
    (values ?? []).map((value) => [name, value]),
  );
  return pairs.map((pair) => pair.map((part) => encodeURIComponent(part ?? '')).join('=')).join('&');
}
