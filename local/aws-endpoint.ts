import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsAnswer, Engine } from './engines/engine.ts';
import type { AwsService, Interceptor } from './local-run.ts';
import type { PermissionGuard } from './permissions/permission-guard.ts';
import { readAll } from './read-all.ts';
import { isS3Request, readS3Call, s3Failure, s3SlowDown } from './s3-call.ts';
import { invokedFunction } from './targets/function-target.ts';

/** The one address of every AWS service of a run. */
export interface AwsEndpoint {
  readonly url: string;
  /** Puts an engine in the place of a service. */
  serve(service: AwsService, engine: Engine): void;
  /** Answers GET of a path with what is read then, in JSON. */
  show(path: string, read: () => unknown): void;
  close(): Promise<void>;
}

/** By what `x-amz-target` starts with. */
const SERVICES: Readonly<Record<string, AwsService>> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  secretsmanager: 'secretsmanager',
  AWSEvents: 'events',
  Kinesis_20131202: 'kinesis',
};

const ACCESS_KEY_PREFIX = 'LOCAL';

/** The access key that a function signs its calls with: by it the endpoint knows who calls. */
export const accessKeyOf = (logicalId: string) => `${ACCESS_KEY_PREFIX}${logicalId}`;

interface Caller {
  /** The function of a logical id. */
  readonly functionNamed: (logicalId: string) => string | undefined;
  readonly intercept: Interceptor | undefined;
  readonly guard: Pick<PermissionGuard, 'refusal' | 'missingObject'>;
  /** Is told of each call to DynamoDB that is answered that there are too many. */
  readonly onThrottled?: (table: string, operation: string) => void;
}

/** Listens on a free port of 127.0.0.1. It is not the port of the webhooks, which a tunnel may open to the world. */
export async function startAwsEndpoint(caller: Caller): Promise<AwsEndpoint> {
  const engines = new Map<AwsService, Engine>();
  const shown = new Map<string, () => unknown>();
  const server = createServer((request, response) => {
    const read = request.method === 'GET' ? shown.get(request.url ?? '') : undefined;
    if (read) return send(response, { status: 200, headers: {}, body: JSON.stringify(read()) });
    answer(request, response, engines, caller).catch((error: Error) => {
      send(response, failure('InternalFailure', `the local engine failed: ${error.message}`));
    });
  });
  // A long poll is silent for up to 20 s, and a connection of the SDK stays open between calls.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (service, engine) => void engines.set(service, engine),
    show: (path, read) => void shown.set(path, read),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  engines: ReadonlyMap<AwsService, Engine>,
  caller: Caller,
): Promise<void> {
  const body = await readAll(request);
  const call = callOf(request, body);
  const engine = call && engines.get(call.service);
  if (!engine) return send(response, unknownService(request));
  const interception = caller.intercept ? await caller.intercept({ ...call, ...functionOf(request, caller) }) : 'pass';
  if (interception === 'refuse') return cut(request);
  if (interception === 'unavailable')
    return send(response, call.service === 's3' ? s3Failure : failure('InternalServerError', 'unavailable on request'));
  if (interception === 'throttle') {
    if (call.service === 'dynamodb') caller.onThrottled?.(String(Object(call.body).TableName), call.operation);
    return send(response, call.service === 's3' ? s3SlowDown : throttled);
  }
  const { method = '', url = '/' } = request;
  const run = permitted(request, call, caller, () =>
    engine.answer({ method, url, headers: singleHeaders(request), body, input: call.body }),
  );
  if (interception === 'twice') await run();
  const answered = await run();
  if (interception === 'drop') return cut(request);
  send(response, answered, method === 'HEAD');
}

/** A function's call does what its role allows; calls from elsewhere, such as the CLI, are the developer's own. */
function permitted(
  { url = '/', headers }: IncomingMessage,
  { service, operation, body }: Parameters<Interceptor>[0],
  { guard }: Caller,
  answer: () => Promise<AwsAnswer>,
): () => Promise<AwsAnswer> {
  const functionId = functionIdOf(headers);
  const copySource = headers['x-amz-copy-source'];
  const call = { operation, body, url, copySource: copySource && String(copySource) };
  return async () => {
    const refusal = guard.refusal(functionId, service, call);
    if (refusal) return refusal;
    const answered = await answer();
    const isMissing = service === 's3' && answered.status === 404;
    return (isMissing && guard.missingObject(functionId, call)) || answered;
  };
}

/** An object may be of many megabytes, and an interceptor in another process. */
const LARGEST_SHOWN = 100_000;

/** Which operation of which service is called, and with what. */
function callOf(request: IncomingMessage, body: Buffer): Parameters<Interceptor>[0] | undefined {
  if (isS3Request(request))
    return { service: 's3', ...readS3Call(request, body.length > LARGEST_SHOWN ? undefined : parse(body)) };
  if (invokedFunction(request.url ?? '') !== undefined)
    return { service: 'lambda', operation: 'Invoke', body: parse(body) };
  const [prefix = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const service = SERVICES[prefix];
  return service && { service, operation, body: parse(body) };
}

/** The logical id that the access key names; calls from elsewhere have other keys, which are no function's. */
function functionIdOf({ authorization = '' }: IncomingMessage['headers']): string {
  const [, accessKey = ''] = /Credential=([^/,]+)\//.exec(authorization) ?? [];
  return accessKey.slice(ACCESS_KEY_PREFIX.length);
}

function functionOf({ headers }: IncomingMessage, { functionNamed }: Caller) {
  const functionName = functionNamed(functionIdOf(headers));
  return functionName === undefined ? {} : { functionName, processId: Number(headers['x-amz-security-token']) };
}

const cut = (request: IncomingMessage) => void request.socket.destroy();

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    // An engine answers this as the service would; an interceptor sees the text.
    return body.toString();
  }
}

const singleHeaders = ({ headers }: IncomingMessage) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** What HEAD is answered says how long the body would be. */
function send(response: ServerResponse, { status, headers, body }: AwsAnswer, isHead = false): void {
  const { connection: _, 'transfer-encoding': __, ...kept } = headers;
  response.writeHead(status, isHead ? kept : { ...kept, 'content-length': Buffer.byteLength(body) }).end(body);
}

const failure = (code: string, message: string): AwsAnswer => ({
  status: 500,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: code, message }),
});

/** The SDK knows it by its code, and waits longer before it tries again. */
const throttled: AwsAnswer = { ...failure('ThrottlingException', 'throttled on request'), status: 400 };

const unknownService = ({ method, url, headers }: IncomingMessage): AwsAnswer => ({
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({
    __type: 'UnknownOperationException',
    message: `${headers['x-amz-target'] ?? `${method} ${url}`} is not served by a local run, which has ${[...Object.values(SERVICES), 's3', 'lambda'].join(', ')}`,
  }),
});
