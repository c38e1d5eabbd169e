import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type BucketOptions, openObjectRequests } from './object-request.ts';

/** Puts an object, or throws: text as JSON, bytes as they are. Doing so twice is doing so once. */
export type PutObject = (key: string, body: string | Uint8Array, signal: AbortSignal) => Promise<void>;

/** Opens a bucket to write to. */
export function openObjectPut(client: DynamoDBClient, options: BucketOptions): PutObject {
  const request = openObjectRequests(client, options);
  return async (key, body, signal) => {
    const contentType = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
    await request({ method: 'PUT', key, body, contentType }, signal);
  };
}
