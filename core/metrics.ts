import type { OUTCOMES } from './outcomes.ts';
import type { RefusalCause } from './verdict.ts';

/** Where CloudWatch keeps every metric of ours. */
export const METRICS_NAMESPACE = 'Breakwater';

/** What tells the series of one metric apart. `Stack` is the stack's name, and always there. */
export type Dimension = 'Stack' | 'Source' | 'Processor' | 'Cause';

/** As CloudWatch spells them. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'Bytes';

/** What the verifier counts of each source, by [Stack, Source]: one for each outcome that a source can have, and more. */
export const SOURCE_METRICS = {
  /** Requests, whatever became of them. */
  Received: 'Count',
  Accepted: 'Count',
  Duplicate: 'Count',
  Ignored: 'Count',
  Handshake: 'Count',
  Refused: 'Count',
  Blocked: 'Count',
  Unreadable: 'Count',
  TooMany: 'Count',
  SecretUnset: 'Count',
  Unavailable: 'Count',
  /** Refused requests that were kept. */
  Quarantined: 'Count',
  /** Requests that were signed with another than the first of a source's secrets. */
  SignedByOlderSecret: 'Count',
  /** From the function's start with a request to its answer. */
  AckLatency: 'Milliseconds',
  /** The body of a request. */
  BodySize: 'Bytes',
} as const satisfies Record<string, MetricUnit>;

/** What is counted once more by [Stack, Source, Cause]: only causes that occurred make a series. */
export const CAUSE_METRIC = 'Refused' satisfies SourceMetric;

/** What each processor's function counts, by [Stack, Processor]. */
export const PROCESSOR_METRICS = {
  /** Attempts that began. */
  Started: 'Count',
  /** Attempts that ended well. */
  Done: 'Count',
  /** Attempts that failed, with more to come. */
  Retried: 'Count',
  /** Events that were given up and went to the dead-letter queue. */
  Failed: 'Count',
  /** Messages that stayed on the queue: another invocation held their event, or it was not time for the next attempt. */
  Contended: 'Count',
  /** Of an attempt. */
  Duration: 'Milliseconds',
  /** From the verifier's receipt of an event to the start of its first attempt. */
  Age: 'Milliseconds',
  /** From the time that the provider gives an event to the end of its processing; where it gives one. */
  EndToEnd: 'Milliseconds',
} as const satisfies Record<string, MetricUnit>;

/** What a reconciler counts of its source, by [Stack, Source]. */
export const RECONCILER_METRICS = {
  /** Events that the provider sent and that had not come. */
  Missed: 'Count',
  /** Those of them that are there by the end of the run. */
  Recovered: 'Count',
  /** How far behind now the last whole reconciliation reaches. */
  ReconcilerLag: 'Seconds',
} as const satisfies Record<string, MetricUnit>;

export type SourceMetric = keyof typeof SOURCE_METRICS;
export type ProcessorMetric = keyof typeof PROCESSOR_METRICS;
export type ReconcilerMetric = keyof typeof RECONCILER_METRICS;

/** The metric of an outcome: requests for a name that no source has are counted nowhere, since anybody can make up names. */
export type OutcomeMetric = (typeof OUTCOMES)[keyof typeof OUTCOMES]['metric'];

/** The causes by which refusals are told apart. */
export type Cause = RefusalCause | 'expired-secret' | 'unknown-tenant';

/** Every cause, so that there is an end to how many series they make. */
export const CAUSES = Object.keys({
  'missing-signature': true,
  'malformed-signature': true,
  'wrong-signature': true,
  'missing-timestamp': true,
  'malformed-timestamp': true,
  'stale-timestamp': true,
  'future-timestamp': true,
  'body-not-signed': true,
  'expired-secret': true,
  'unknown-tenant': true,
} satisfies Record<Cause, true>);
