import { ConfigurationError } from '../core/index.ts';
import { refuseUnknown, wholeNumber } from '../core/parse-options.ts';

/** How large the verifier is, and how many of it are ready, see docs/performance.md. */
export interface VerifierOptions {
  /** The function's memory, in MB: Lambda gives it CPU in proportion. @default 512 */
  readonly memoryMb?: number;
  /** So many instances are kept started, at a price by the hour: as many requests at once wait for no start. @default - none */
  readonly provisionedConcurrency?: number;
}

const DEFAULT_MEMORY_MB = 512;

/** What Lambda takes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MEMORY_MB = [128, 10_240] as const;
/** An account has 1,000 at first. */
const CONCURRENCY = [1, 10_000] as const;

/**
 * The size with its defaults.
 * @throws {ConfigurationError} with everything that is wrong
 */
export function verifierSize({ memoryMb, provisionedConcurrency, ...unknown }: VerifierOptions = {}) {
  const problems: string[] = [];
  const at = 'the verifier';
  refuseUnknown(at, unknown, ['memoryMb', 'provisionedConcurrency'], problems);
  const size = {
    memoryMb: wholeNumber(at, 'memoryMb', memoryMb, MEMORY_MB, problems) ?? DEFAULT_MEMORY_MB,
    provisionedConcurrency: wholeNumber(at, 'provisionedConcurrency', provisionedConcurrency, CONCURRENCY, problems),
  };
  if (problems.length > 0) throw new ConfigurationError(problems, '"verifier" of the stack');
  return size;
}
