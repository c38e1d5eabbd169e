import { MOST_ATTEMPTS } from '../../core/answer-time.ts';

/** Where AWS is, and how long to wait for it. */
export interface AwsOptions {
  /** @default - what the environment says */
  readonly region?: string | undefined;
  /** Another endpoint than AWS's own, such as the local run's. @default - what the environment says */
  readonly endpoint?: string | undefined;
  /** A profile of the AWS configuration files, for credentials and region. @default - what the environment says */
  readonly profile?: string | undefined;
  /** For endpoints that check none. @default - what the environment or the profile says */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** How long one try of a call may take, in milliseconds; 0 sets no limit. @default 1000 */
  readonly requestTimeoutMs?: number;
  /** How often a call is tried. @default 3 */
  readonly maxAttempts?: number;
}

/**
 * The settings for a client of the SDK, which only operators' commands have; functions make their calls with
 * `http/service.ts`. Without `throwOnRequestTimeout` the SDK only warns of a call that hangs.
 */
export function clientConfig(options: AwsOptions = {}) {
  const { region, endpoint, profile, credentials, requestTimeoutMs = 1000, maxAttempts = MOST_ATTEMPTS } = options;
  return {
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(profile && { profile }),
    ...(credentials && { credentials }),
    maxAttempts,
    requestHandler: { connectionTimeout: 1000, requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
  };
}
