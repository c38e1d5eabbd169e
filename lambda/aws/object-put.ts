import type { AwsOptions } from './client-config.ts';
import { openObjectRequests } from './object-request.ts';

/** Puts an object, or throws: text as JSON, bytes as they are. Doing so twice is doing so once. */
export type PutObject = (
  key: string,
  body: string | Uint8Array,
  signal: AbortSignal,
  requestTimeoutMs?: number,
) => Promise<void>;

/** Opens a bucket to write to. */
export function openObjectPut(bucket: string, options?: AwsOptions): PutObject {
  const request = openObjectRequests(bucket, options);
  return async (key, body, signal, requestTimeoutMs) => {
    const contentType = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
    await request({ method: 'PUT', key, body, contentType }, signal, requestTimeoutMs);
  };
}
