import { takesRequests, type Webhooks } from '../../core/configuration.ts';
import { inParallel } from '../../core/in-parallel.ts';
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

/** Each one more at once is one more connection, and to open one takes more CPU than several reads. */
const MOST_AT_ONCE = 3;

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
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  await Promise.all([
    inParallel(sources, MOST_AT_ONCE, (source) => keys.ahead(source, limits).catch(note)),
    ledger.read('', 'none', limits).catch(note),
  ]);
  if (failures.length > 0) log.warn('not read ahead', { error: errorText(failures[0]) });
}
