import type { SentEvent, SentRow } from '../../core/reconciliation/missing.ts';
import type { Http } from './http.ts';

/** A page of a provider's list. */
export interface SentPage {
  /** The newest first. */
  readonly rows: readonly SentRow[];
  /** What the next page is called; absent on the last one. */
  readonly next?: string | undefined;
}

/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The provider as one who can be asked what it sent. Every call throws what went wrong. */
export interface ProviderApi {
  /** A page of what it sent from `from` on; up to `to` at least. */
  list(stretch: Stretch, page: string | undefined): Promise<SentPage>;
  /** Has it send an event again. False when it never will. Absent where events are handed out whole. */
  readonly sendAgain?: (event: SentEvent) => Promise<boolean>;
}

export interface ProviderApiParts {
  /** Heeds the provider's limits. */
  readonly http: Http;
  /** What the provider knows us by. */
  readonly credential: string;
  readonly now: () => number;
}
