import type { Cause, SourceMetric } from '../../core/metrics.ts';
import { SOURCE_METRICS } from '../../core/metrics.ts';
import { OUTCOMES, type OutcomeName } from '../../core/outcomes.ts';
import type { LogFields } from '../log.ts';
import type { Metrics } from '../metrics.ts';

/** What became of a request to a source. */
export interface CountedRequest {
  readonly source: string;
  readonly outcome: OutcomeName;
  readonly bodyBytes: number;
  readonly ms: number;
  /** What its line in the log says. */
  readonly fields: LogFields;
}

/** Counts a request of a source, by its outcome and, where it is refused, by the cause. */
export function countRequest(
  metrics: Metrics,
  { source, outcome, bodyBytes, ms, fields: { cause, kept, signedBy } }: CountedRequest,
): void {
  const { metric } = OUTCOMES[outcome];
  metrics.ofSource(source, {
    Received: 1,
    ...(isSourceMetric(metric) && { [metric]: 1 }),
    ...(kept === true && { Quarantined: 1 }),
    ...(signedBy !== undefined && { SignedByOlderSecret: 1 }),
    AckLatency: ms,
    BodySize: bodyBytes,
  });
  if (outcome === 'refused') metrics.ofCause(source, cause as Cause);
}

const isSourceMetric = (metric: string): metric is SourceMetric => Object.hasOwn(SOURCE_METRICS, metric);
