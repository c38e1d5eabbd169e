import { limitedFor } from '../../core/reconciliation/api-limits.ts';
import type { ApiResponse, Http } from './http.ts';

/** The provider wants to be left alone: the run ends here, and the next one goes on. */
export class ProviderLimit extends Error {
  override readonly name = 'ProviderLimit';
  /** Milliseconds since 1970. */
  readonly until: number;

  constructor(until: number) {
    super(`the provider's rate limit is reached until ${new Date(until).toISOString()}`);
    this.until = until;
  }
}

/** The provider refuses the credential, or says that there is no such webhook: somebody has to mend that. */
export class ProviderRefusal extends Error {
  override readonly name = 'ProviderRefusal';
  readonly status: number;

  constructor(status: number, url: string) {
    const { host, pathname } = new URL(url);
    super(`${host}${pathname} answered ${status}: ${MEANINGS[status] ?? 'look at the settings under "reconcile"'}`);
    this.status = status;
  }
}

const MEANINGS: Readonly<Record<number, string>> = {
  401: 'the credential is wrong or over',
  403: 'the credential may not do that',
  404: 'there is no such webhook or account, or the credential may not see it',
};

export interface Patience {
  readonly http: Http;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** The longest that a rate limit is waited for within a run. */
  readonly longestWaitMs: number;
}

const TRIES = 4;
const FIRST_PAUSE_MS = 250;

/**
 * Tries again what failed for reasons of the provider's, and heeds its rate limits.
 * @throws {ProviderLimit} when the limit lasts longer than a run can wait
 */
export function patientHttp({ http, now, wait, longestWaitMs }: Patience): Http {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const response = await http(request).catch((failure: unknown) => ({ failure }));
      const isLast = attempt === TRIES;
      if ('failure' in response) {
        // A request that was made may have had its effect; all of ours may be made twice.
        if (isLast) throw new Error(`${new URL(request.url).host} did not answer`, { cause: response.failure });
      } else {
        const limit = limitedFor(response, now());
        if (limit === undefined && (response.status < 500 || isLast)) return response;
        if (limit !== undefined) {
          if (isLast || limit > longestWaitMs) throw new ProviderLimit(now() + limit);
          await wait(limit);
          continue;
        }
      }
      await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  };
}

/** The answer, if it is a good one. */
export function expectOk(response: ApiResponse, url: string): ApiResponse {
  if (response.status >= 200 && response.status < 300) return response;
  if (response.status >= 500) throw new Error(`${new URL(url).host} answered ${response.status}`);
  throw new ProviderRefusal(response.status, url);
}
