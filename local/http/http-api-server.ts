import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type InvocationResult, LARGEST_PAYLOAD_BYTES } from '../functions/invocation.ts';
import { LocalRunError } from '../local-run-error.ts';
import type { Report } from '../report.ts';
import { within } from '../within.ts';
import type { Dialect, Refusal } from './dialect.ts';
import { isFromElsewhere } from './is-from-elsewhere.ts';
import { readBody } from './read-body.ts';
import { receivedFrom } from './received.ts';
import { matchRoute, type RouteDefinition, type RouteMatch } from './route-table.ts';

/** An HTTP or REST API as the template describes it, and what answers it. */
export interface HttpApi {
  readonly apiId: string;
  readonly accountId: string;
  readonly stage: string;
  /** Which of the two it is. */
  readonly dialect: Dialect;
  /** The headers that the template's CDN adds; absent where there is none. */
  readonly cdnHeaders?: Readonly<Record<string, string>> | undefined;
  readonly routes: readonly RouteDefinition[];
  readonly invoke: (functionId: string, payload: string) => Promise<InvocationResult>;
  /** Is told how each request was answered, and after how many milliseconds. */
  readonly onAnswered?: (status: number, ms: number) => void;
}

/** Answers a request that no route of the API takes. Returns whether it does. */
export type FrontDesk = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Who else sees the requests of a server. */
export interface Onlookers {
  /** @default - what no route takes is answered as API Gateway does */
  readonly frontDesk?: FrontDesk | undefined;
  /** Hears of each delivery that a function has answered with 2xx. */
  readonly onDelivery?: ((delivery: TakenDelivery) => void) | undefined;
}

/** A request that was taken. */
export interface TakenDelivery {
  /** Without the query: in it some senders hand over their secret. */
  readonly path: string;
  readonly method: string;
  /** Names as they were written, and values. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly status: number;
}

export interface HttpApiServer {
  readonly url: string;
  /** Goes over to this API with the next request; until the first one, requests are answered 503. */
  serve(api: HttpApi): void;
  /** Takes no more requests, and lets those that run end, for up to so many milliseconds. */
  close(graceMs: number): Promise<void>;
}

/** How long the rest of a body that is too large is read, so that its sender gets to see the answer. */
const LONGEST_DRAIN_MS = 5000;

/**
 * Listens on a port of 127.0.0.1.
 * @throws {LocalRunError} when the port is taken
 */
export async function startHttpApiServer(
  port: number,
  report: Report,
  onlookers: Onlookers = {},
): Promise<HttpApiServer> {
  let api: HttpApi | undefined;
  const server = createServer((request, response) => {
    response.on('finish', () => {
      // A connection that is kept open would keep a server open that is to close.
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
    answer(request, response, api, { report, ...onlookers }).catch((error: Error) => {
      report({ kind: 'failure', text: `${request.method} ${pathOf(request)}: ${error.stack}` });
      respond(response, 500, 'Internal Server Error');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portError(port, cause)));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(next) {
      api = next;
    },
    async close(graceMs) {
      const closed = new Promise((resolve) => server.close(resolve));
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Without the query: in it some senders hand over their secret, which must not be printed. */
const pathOf = ({ url = '/' }: IncomingMessage) => url.split('?')[0] ?? '/';

function portError(port: number, cause: NodeJS.ErrnoException): Error {
  if (cause.code === 'EADDRINUSE')
    return new LocalRunError(`Port ${port} is taken: stop what listens there, or choose another with --port`, {
      cause,
    });
  return new LocalRunError(`Port ${port} of 127.0.0.1 cannot be listened on: ${cause.message}`, { cause });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  api: HttpApi | undefined,
  { report, frontDesk, onDelivery }: Onlookers & { readonly report: Report },
): Promise<void> {
  const started = performance.now();
  const { method = 'GET' } = request;
  const path = pathOf(request);
  const match = api && matchRoute(api.routes, method, path);
  // A tunnel opens this port to the world: only what the template routes is for it.
  if (api && !match && !isFromElsewhere(request) && frontDesk?.(request, response)) return;
  response.on('finish', () => {
    const ms = performance.now() - started;
    api?.onAnswered?.(response.statusCode, ms);
    report({ kind: 'request', text: `${method} ${path} ${response.statusCode} ${Math.round(ms)} ms` });
  });
  if (!api) return respond(response, 503, 'Service Unavailable');
  if (!match) return refuse(request, response, api.dialect.refusals['no-route']);
  await answerByFunction(request, response, api, match, onDelivery);
}

async function answerByFunction(
  request: IncomingMessage,
  response: ServerResponse,
  api: HttpApi,
  { route, pathParameters }: RouteMatch,
  onDelivery: Onlookers['onDelivery'],
): Promise<void> {
  const { event, answer, refusals } = api.dialect;
  const body = await readBody(request);
  if (body === 'aborted') return;
  if (body === 'too-large') return refuse(request, response, refusals['too-large']);
  const requestId = randomUUID();
  const context = { ...api, routeKey: route.routeKey, pathParameters, requestId, now: Date.now() };
  const received = receivedFrom(request, api.cdnHeaders);
  const payload = JSON.stringify(event(received, body, context));
  if (Buffer.byteLength(payload) > LARGEST_PAYLOAD_BYTES) return refuse(request, response, refusals['too-large']);
  const result = await within(route.timeoutMs, api.invoke(route.functionId, payload));
  if (result === 'late') return refuse(request, response, refusals.late);
  const answered = result.kind === 'answered' ? answer(result.payload) : undefined;
  if (!answered) return refuse(request, response, refusals.failed);
  const { status, headers, cookies, body: content } = answered;
  const { method, headers: sent } = received;
  if (status >= 200 && status < 300)
    onDelivery?.({ path: pathOf(request), method, headers: sent, body, requestId, receivedAt: context.now, status });
  response
    .writeHead(status, {
      ...headers,
      'content-length': content.length,
      'apigw-requestid': requestId,
      ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
    })
    .end(request.method === 'HEAD' ? undefined : content);
}

function respond(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return void response.destroy();
  const body = JSON.stringify({ message });
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);
}

/** Answers a request in place of a function, perhaps before its body has been read to its end. */
function refuse(request: IncomingMessage, response: ServerResponse, { status, message }: Refusal): void {
  respond(response, status, message);
  if (request.complete) return;
  // The rest is taken in without keeping it: closing now would reset the connection, and the sender would see only that.
  request.removeAllListeners('data').resume();
  const timer = setTimeout(() => request.socket.destroy(), LONGEST_DRAIN_MS);
  request.on('close', () => clearTimeout(timer));
}
