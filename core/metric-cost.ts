import type { Webhooks } from './configuration.ts';
import { CAUSES, PROCESSOR_METRICS, RECONCILER_METRICS, SOURCE_METRICS } from './metrics.ts';

const numberOf = (table: object) => Object.keys(table).length;

/** How many series of metrics a configuration makes at most: as many as names, sources and processors can be put together. */
export function mostSeries({ sources, processors, archive }: Pick<Webhooks, 'sources' | 'processors' | 'archive'>) {
  const reconciled = Object.values(sources).filter(({ reconcile }) => reconcile);
  return (
    numberOf(sources) * (numberOf(SOURCE_METRICS) + CAUSES.length) +
    (numberOf(processors) + (archive ? 1 : 0)) * numberOf(PROCESSOR_METRICS) +
    reconciled.length * numberOf(RECONCILER_METRICS)
  );
}

/**
 * Dollars for a month of each series, up to so many of an account and region. One that gets no data costs nothing.
 * https://aws.amazon.com/cloudwatch/pricing/ (us-east-1, 2026-01)
 */
const TIERS = [
  { upTo: 10_000, dollars: 0.3 },
  { upTo: 250_000, dollars: 0.1 },
  { upTo: 1_000_000, dollars: 0.05 },
  { upTo: Number.POSITIVE_INFINITY, dollars: 0.02 },
] as const;

/** What so many series cost in a month, in dollars, if the account has no others. */
export function seriesCost(series: number): number {
  let from = 0;
  let cost = 0;
  for (const { upTo, dollars } of TIERS) {
    cost += Math.max(0, Math.min(series, upTo) - from) * dollars;
    from = upTo;
  }
  return cost;
}
