import type { HttpResponse } from '@smithy/core/protocols';
import type { AwsOptions } from './client-config.ts';
import { openService, type ServiceRequest } from './http/service.ts';
import { ServiceError } from './http/service-error.ts';

/** One request for one object. */
export interface ObjectRequest {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
}

/**
 * Makes a request, or throws what went wrong.
 * @param requestTimeoutMs - how long one try may take. @default - as the bucket was opened
 */
export type RequestObject = (
  request: ObjectRequest,
  signal: AbortSignal,
  requestTimeoutMs?: number,
) => Promise<Buffer<ArrayBuffer>>;

/** How often a request is made, unless somebody says otherwise. */
const TRIES = 2;

/** Opens a bucket: by path where the endpoint is another one than AWS's own, such as the local run's. */
export function openObjectRequests(bucket: string, options: AwsOptions = {}): RequestObject {
  const request = openService('s3', { maxAttempts: TRIES, ...options, bucket, toError });
  return async ({ method, key, body, contentType }, signal, requestTimeoutMs) => {
    const path = `/${key.split('/').map(encodeURIComponent).join('/')}`;
    const headers = { ...(contentType && { 'content-type': contentType }) };
    return (await request({ method, path, headers, body }, { signal, requestTimeoutMs })).body;
  };
}

/** The code that S3 names in its XML, and never the rest, which repeats the request. */
function toError({ method }: ServiceRequest, response: HttpResponse, body: Buffer): ServiceError {
  const code = /<Code>(\w{1,64})<\/Code>/.exec(body.toString())?.[1] ?? 'Unknown';
  const action = method === 'GET' ? 's3:GetObject' : 's3:PutObject';
  const error = new ServiceError(code, `${action} was answered ${response.statusCode}`, response);
  // What is not there may only be late in coming.
  if (response.statusCode === 404) error.$retryable = {};
  return error;
}
