import { createHash } from 'node:crypto';
import type { ClaimCheck } from '../../core/claim-check.ts';
import type { AwsOptions } from './client-config.ts';
import type { CallLimits } from './http/service.ts';
import { isServiceError } from './http/service-error.ts';
import { openObjectPut } from './object-put.ts';
import { openObjectRequests } from './object-request.ts';

/** The bodies that are too large for their messages. Every call throws what went wrong. */
export interface ClaimChecks {
  /** Puts a body where its claim check says, within a few seconds at most. */
  put(claimCheck: ClaimCheck, body: Uint8Array, limits?: CallLimits): Promise<void>;
  /** The body, byte for byte what was put, or `undefined` when it is not there. */
  fetch(claimCheck: ClaimCheck, signal: AbortSignal): Promise<Buffer | undefined>;
}

/** 6 MB, the most that Lambda takes, are there in a fraction of it. */
const REQUEST_TIMEOUT_MS = 2000;

/** All tries of a put together: whoever has longer needs the rest for the ledger and the queues. */
const PUT_TIMEOUT_MS = 4500;

const FETCH_TRIES = 3;

/** Megabytes take longer than an item of the ledger. */
const SLOWER = 2;

/** Opens the bucket of claim checks. */
export function openClaimChecks(bucket: string, options: AwsOptions = {}): ClaimChecks {
  const within = { requestTimeoutMs: REQUEST_TIMEOUT_MS, ...options };
  const put = openObjectPut(bucket, within);
  const request = openObjectRequests(bucket, { maxAttempts: FETCH_TRIES, ...within });
  return {
    async put({ key }, body, { signal, requestTimeoutMs: usualMs } = {}) {
      const limit = AbortSignal.timeout(PUT_TIMEOUT_MS);
      const tryMs = usualMs && Math.min(within.requestTimeoutMs, usualMs * SLOWER);
      await put(key, body, signal ? AbortSignal.any([signal, limit]) : limit, tryMs);
    },
    async fetch({ key, bytes, digest }, signal) {
      const body = await request({ method: 'GET', key }, signal).catch(undefinedIfMissing);
      if (body && (body.length !== bytes || createHash('sha256').update(body).digest('hex') !== digest))
        throw new Error(`${key} is not the body that was verified`);
      return body;
    },
  };
}

/** A bucket that is not there is no answer about an object. */
function undefinedIfMissing(error: unknown): undefined {
  if (isServiceError(error, 'NoSuchKey')) return undefined;
  throw error;
}
