import type { AwsOptions } from './client-config.ts';
import { openObjectPut } from './object-put.ts';

/** An object of a few MB takes a moment; nobody waits for it. */
const REQUEST_TIMEOUT_MS = 6000;
/** All tries together. */
const PUT_TIMEOUT_MS = 15_000;
const TRIES = 3;

/** Opens the archive to write to. What it returns puts an object, or throws; doing so twice is doing so once. */
export function openArchive(
  bucket: string,
  options: AwsOptions = {},
): (key: string, bytes: Uint8Array) => Promise<void> {
  const put = openObjectPut(bucket, { requestTimeoutMs: REQUEST_TIMEOUT_MS, maxAttempts: TRIES, ...options });
  return (key, bytes) => put(key, bytes, AbortSignal.timeout(PUT_TIMEOUT_MS));
}
