import { randomUUID } from 'node:crypto';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { HttpRequest, type HttpResponse } from '@smithy/core/protocols';
import { INVOCATION_ID_HEADER, REQUEST_HEADER } from '@smithy/core/retry';
import type { HttpHandlerOptions } from '@smithy/types';
import { MOST_ATTEMPTS } from '../../../core/answer-time.ts';
import type { AwsOptions } from '../client-config.ts';
import { type Address, addressOf } from './address.ts';
import { traceHeader } from './aws-environment.ts';
import { openClock } from './clock.ts';
import { connections } from './connections.ts';
import { readBody } from './read-body.ts';
import type { ServiceError } from './service-error.ts';
import { openSignatures } from './signatures.ts';
import { openTries } from './tries.ts';

export interface ServiceRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With everything escaped that has to be. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

export interface ServiceAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer<ArrayBuffer>;
}

/** How long a call may take. */
export interface CallLimits {
  /** Ends the call at once, with the signal's own reason. @default - nobody ends it */
  readonly signal?: AbortSignal | undefined;
  /** How long one try may take, in milliseconds, until the last byte; 0 sets no limit. @default - as the service was opened */
  readonly requestTimeoutMs?: number | undefined;
}

export interface ServiceOptions extends AwsOptions {
  /** A bucket of S3. @default - another service has none */
  readonly bucket?: string | undefined;
  /** Makes the error of an answer that is no success. */
  readonly toError: (request: ServiceRequest, response: HttpResponse, body: Buffer) => ServiceError;
}

/** Makes a request, again where the SDK would, and returns the answer; or throws what went wrong. */
export type RequestService = (request: ServiceRequest, limits?: CallLimits) => Promise<ServiceAnswer>;

/**
 * Opens a service of AWS by the name that it is signed by, such as `dynamodb`. Connections, time-outs and the rules of what is
 * tried again are the SDK's own parts; the middleware and the schemas, which are most of a client, are not needed.
 */
export function openService(service: string, options: ServiceOptions): RequestService {
  const { bucket, toError, maxAttempts = MOST_ATTEMPTS, requestTimeoutMs = 1000 } = options;
  const clock = openClock();
  const http = connections(maxAttempts);
  let known: Address | undefined;
  const address = () => {
    known ??= addressOf(service, options, bucket);
    return known;
  };
  const sign = openSignatures(service);
  const credentials = credentialsOf(options);
  const tries = openTries(maxAttempts);

  const send = async (request: ServiceRequest, signable: HttpRequest, limits: HttpHandlerOptions) => {
    const { requestTimeout } = limits;
    const end = requestTimeout && Date.now() + requestTimeout;
    const headers = sign(signable, { credentials: await credentials(), region: address().region, at: clock.now() });
    const { response } = await http.handle(new HttpRequest({ ...signable, headers }), limits);
    const body = await readBody(response.body, end && Math.max(end - Date.now(), 1));
    if (response.statusCode < 300) return { headers: response.headers, body };
    const error = toError(request, response, body);
    if (clock.learn(error)) error.$metadata = { ...error.$metadata, clockSkewCorrected: true };
    throw error;
  };

  return async (request, { signal, requestTimeoutMs: requestTimeout = requestTimeoutMs } = {}) => {
    const limits = { requestTimeout, ...(signal && { abortSignal: signal }) };
    const signable = signableOf(request, address().url);
    const once = (attempt: number) => {
      signable.headers[REQUEST_HEADER] = `attempt=${attempt}; max=${maxAttempts}`;
      return send(request, signable, limits);
    };
    try {
      return await tries(once, signal);
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  };
}

function credentialsOf({ profile, region, credentials }: AwsOptions) {
  if (credentials) return async () => credentials;
  return defaultProvider({ ...(profile && { profile }), ...(region && { clientConfig: { region } }) });
}

const signableOf = (
  { method, path, headers, body }: ServiceRequest,
  { protocol, hostname, port, host, pathname }: URL,
) =>
  new HttpRequest({
    method,
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: pathname.replace(/\/$/, '') + path,
    headers: { host, 'user-agent': 'breakwater', ...traceHeader(), ...headers, [INVOCATION_ID_HEADER]: randomUUID() },
    body,
  });
