import type { Samples } from './sample.ts';

/** What people need to know of a provider, and samples of its events. None of it gets into the verifier's bundle. */
export interface CatalogueEntry extends Samples {
  /** How the endpoint is registered: where to click, or what to call. */
  readonly register: string;
  /** Where the source's secret is found. */
  readonly secret: string;
  /** What each of its secrets begins with. @default - anything */
  readonly secretBegins?: string;
  /** We choose the secret and tell the provider, which takes any text of 64 characters. @default false */
  readonly secretIsOurs?: boolean;
  /** What the provider does about an event that was not answered as it likes. */
  readonly retries?: string;
  /** For how long it goes on trying, in hours; 0 when it never tries again. @default - not known */
  readonly retryHours?: number;
  /** What surprises people. @default - nothing known */
  readonly traps?: readonly string[];
}
