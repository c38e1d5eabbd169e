import type { AwsOptions } from '../client-config.ts';

/**
 * How a target is called: once, for as long as the invocation lasts. Whoever processes an event has a queue to try again
 * from, and what a target does it may do again with each call.
 */
export const once = (region: string, options: AwsOptions | undefined): AwsOptions => ({
  ...options,
  region,
  maxAttempts: 1,
  requestTimeoutMs: 0,
});
