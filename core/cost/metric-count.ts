import type { Webhooks } from '../configuration.ts';
import { type ProcessorMetric, RECONCILER_METRICS, type SourceMetric } from '../metrics.ts';
import type { Inventory } from './inventory.ts';
import { sharesOf, type Traffic } from './traffic.ts';
import { HOURS_A_MONTH, type Volume } from './volume.ts';

/** How many custom metrics are billed: one that has values in half of the hours is half of one. */
export interface MetricCount {
  readonly sources: number;
  readonly processors: number;
  readonly reconcilers: number;
}

/** The metrics that occur with every event, and those that occur only when something else does. */
const OF_REQUESTS = ['Received', 'AckLatency', 'BodySize'] as const satisfies readonly SourceMetric[];
const OF_ATTEMPTS = ['Started', 'Done', 'Duration', 'Age', 'EndToEnd'] as const satisfies readonly ProcessorMetric[];

/** Counts the metrics that such traffic brings about. */
export function countMetrics(inventory: Inventory, webhooks: Webhooks, traffic: Traffic, volume: Volume): MetricCount {
  const shares = sharesOf(webhooks, traffic.sources);
  const sources = Object.values(shares).reduce((sum, share) => {
    const occurring = (times: number) => presence(times * share);
    return (
      sum +
      OF_REQUESTS.length * occurring(volume.requests) +
      occurring(volume.wanted) +
      occurring(volume.duplicates) +
      occurring(volume.ignored) +
      // Once more by its cause.
      2 * occurring(volume.refused) +
      occurring(volume.kept)
    );
  }, 0);
  const processors = Object.values(volume.processors).reduce(
    (sum, { events, attempts, deadLetters }) =>
      sum + OF_ATTEMPTS.length * presence(events) + presence(attempts - events) + presence(deadLetters),
    0,
  );
  const reconcilers = Object.keys(inventory.reconcilers).length * Object.keys(RECONCILER_METRICS).length;
  return { sources, processors, reconcilers };
}

/** In which part of the hours of a month something occurs that occurs so often at random moments. */
const presence = (times: number) => 1 - Math.exp(-times / HOURS_A_MONTH);
