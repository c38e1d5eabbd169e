import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readAll } from '../read-all.ts';
import { LARGEST_PAYLOAD_BYTES } from './invocation.ts';

/** The Lambda Runtime API, for every function process of a run: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export interface RuntimeApi {
  /** The `AWS_LAMBDA_RUNTIME_API` of a process, whose calls go to these listeners from now on. */
  open(id: string, listeners: RuntimeListeners): string;
  forget(id: string): void;
  close(): Promise<void>;
}

export interface RuntimeListeners {
  /** The process is ready for an invocation, and waits until it is given one. */
  onNext(give: (invocation: Invocation) => void): void;
  onResponse(requestId: string, payload: Buffer): void;
  /** The handler threw, or (without a request) the process could not load it. */
  onError(requestId: string | undefined, error: string): void;
}

export interface Invocation {
  readonly requestId: string;
  readonly deadline: number;
  readonly functionArn: string;
  readonly payload: string | Buffer;
}

/** Listens on a free port of 127.0.0.1. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const processes = new Map<string, RuntimeListeners>();
  const turns = new WeakMap<Socket, Promise<void>>();
  const server = createServer((request, response) => {
    // A process sends its answer and asks for the next invocation in one go: the one has to be dealt with before the other.
    const before = turns.get(request.socket) ?? Promise.resolve();
    const turn = before.then(() => route(request, response, processes));
    turns.set(
      request.socket,
      turn.catch((error: Error) => void response.destroy(error)),
    );
  });
  // A process asks for the next invocation once, however long that takes to come.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    open(id, listeners) {
      processes.set(id, listeners);
      return `127.0.0.1:${port}/${id}`;
    },
    forget: (id) => void processes.delete(id),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  processes: ReadonlyMap<string, RuntimeListeners>,
): Promise<void> {
  const [, id = '', , , ...path] = (request.url ?? '').split('/');
  const process = processes.get(id);
  if (!process) return reply(response, 403, { errorType: 'UnknownProcess', errorMessage: `there is no process ${id}` });
  const [subject, requestId, action] = path;
  if (subject === 'invocation' && requestId === 'next') return process.onNext((next) => give(response, next));
  const body = await readAll(request);
  if (subject === 'init') process.onError(undefined, describe(body));
  else if (action === 'error') process.onError(requestId, describe(body));
  else if (body.length > LARGEST_PAYLOAD_BYTES)
    process.onError(requestId, `Function.ResponseSizeTooLarge: ${body.length} bytes are over the limit of 6 MB`);
  else process.onResponse(requestId ?? '', body);
  reply(response, 202, { status: 'OK' });
}

function give(response: ServerResponse, { requestId, deadline, functionArn, payload }: Invocation): void {
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-deadline-ms': deadline,
      'lambda-runtime-invoked-function-arn': functionArn,
      'lambda-runtime-trace-id': newTrace(),
    })
    .end(payload);
}

/** X-Ray samples nothing here, but a trace has an id, as on AWS. */
function newTrace(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return `Root=1-${time}-${hex(12)};Parent=${hex(8)};Sampled=0`;
}

function reply(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}

function describe(body: Buffer): string {
  const { errorType = 'Error', errorMessage = '' } = JSON.parse(body.toString() || '{}');
  return `${errorType}: ${errorMessage}`;
}
