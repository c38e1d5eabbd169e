import { takesRequests, type Webhooks } from '../../core/configuration.ts';
import type { Ledger } from '../aws/ledger.ts';
import { errorText, type Log } from '../log.ts';
import type { KeyCache } from './key-cache.ts';

export interface ReadAheadParts {
  readonly webhooks: Pick<Webhooks, 'sources'>;
  readonly keys: Pick<KeyCache, 'ahead'>;
  readonly ledger: Pick<Ledger, 'read'>;
  readonly log: Log;
}

/** More would hold up the first request for the sake of those that may never come. */
const MOST_SECRETS = 10;

/** All reads together, in milliseconds. One that is tried again has time for it. */
const WITHIN_MS = 1000;
const ATTEMPT_MS = 400;

/**
 * Reads the secrets of the first sources, and asks the ledger for an event that nobody has, before there is a request: it then
 * finds the secret, and code and connections that have been used. Never throws: what was not read is read when it is needed.
 */
export async function readAhead({ webhooks, keys, ledger, log }: ReadAheadParts): Promise<void> {
  // Whose tenants have secrets is in no configuration.
  const sources = Object.values(webhooks.sources)
    .filter((source) => takesRequests(source) && !source.tenants && !source.provider.scheme.secretless)
    .slice(0, MOST_SECRETS);
  const limits = { signal: AbortSignal.timeout(WITHIN_MS), requestTimeoutMs: ATTEMPT_MS };
  const reads = [...sources.map((source) => keys.ahead(source, limits)), ledger.read('', 'none', limits)];
  const failed = (await Promise.allSettled(reads)).find((read) => read.status === 'rejected');
  if (failed) log.warn('not read ahead', { error: errorText(failed.reason) });
}
