import { CLAIM_CHECK_DAYS, type ClaimCheck } from '../../core/claim-check.ts';
import { PermanentError } from './permanent-error.ts';

/** Fetches a body that is not in its message; `undefined` when it is not there. */
export type FetchBody = (claimCheck: ClaimCheck, signal: AbortSignal) => Promise<Buffer | undefined>;

/**
 * The body of an event, from its message or from where it lies.
 * @throws {PermanentError} when it is gone: it was there before the message, so it is not going to come
 */
export async function loadBody(body: Buffer | ClaimCheck, fetchBody: FetchBody, signal: AbortSignal): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body;
  const fetched = await fetchBody(body, signal);
  if (!fetched)
    throw new PermanentError(
      `the body is not in the bucket of claim checks, which keeps it for ${CLAIM_CHECK_DAYS} days: ${body.key}`,
    );
  return fetched;
}
