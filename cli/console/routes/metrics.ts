import { takesRequests } from '../../../core/configuration.ts';
import { METRICS_NAMESPACE } from '../../../core/metrics.ts';
import { failed } from '../../cli-error.ts';
import { count } from '../asked.ts';
import type { MetricsPage } from '../metrics-page.ts';
import type { Route } from '../route.ts';

const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 24 * 60;
/** A chart is as wide as a hand. */
const MOST_PERIODS = 60;

/** Every outcome of a request for which its sender gets no success. */
const NOT_TAKEN = ['Refused', 'Blocked', 'Unreadable', 'TooMany', 'SecretUnset', 'Unavailable'];

/** What functions of a local run have counted. */
export const metrics: Route = {
  method: 'GET',
  path: 'metrics',
  async answer(asked, { metrics: measured, webhooks }): Promise<MetricsPage> {
    if (!measured) throw failed('only a local run shows metrics here: those of a stack are in CloudWatch');
    const minutes = Math.max(1, count(asked, 'minutes', 60, LONGEST_MINUTES));
    const periodSeconds = Math.ceil(minutes / MOST_PERIODS) * 60;
    const to = Date.now();
    const first = periodOf(to - minutes * MINUTE_MS, periodSeconds) + periodSeconds * 1000;
    const length = Math.floor((to - first) / (periodSeconds * 1000)) + 1;
    const at = Array.from({ length }, (_, index) => first + index * periodSeconds * 1000);
    const values = (own: Record<string, string>, metric: string, statistic: 'Sum' | 'p99') => {
      const dimensions = { Stack: measured.stack, ...own };
      const query = { namespace: METRICS_NAMESPACE, metric, dimensions, statistic, periodSeconds, from: first, to };
      const found = new Map(measured.store.query(query).map((point) => [point.at, point.value]));
      return at.map((time) => found.get(time) ?? (statistic === 'Sum' ? 0 : null));
    };
    const { sources, processors } = webhooks();
    return {
      at: at.map((time) => new Date(time).toISOString()),
      periodSeconds,
      // What comes by EventBridge only is counted by no verifier.
      sources: Object.values(sources)
        .filter(takesRequests)
        .map(({ name: Source }) => ({
          name: Source,
          good: values({ Source }, 'Accepted', 'Sum'),
          bad: sumOf(NOT_TAKEN.map((metric) => values({ Source }, metric, 'Sum'))),
          p99: values({ Source }, 'AckLatency', 'p99'),
        })),
      processors: Object.keys(processors).map((Processor) => ({
        name: Processor,
        good: values({ Processor }, 'Done', 'Sum'),
        bad: values({ Processor }, 'Failed', 'Sum'),
        p99: values({ Processor }, 'Age', 'p99'),
      })),
    };
  },
};

const periodOf = (time: number, periodSeconds: number) =>
  Math.floor(time / (periodSeconds * 1000)) * periodSeconds * 1000;

const sumOf = (series: readonly (readonly (number | null)[])[]) =>
  (series[0] ?? []).map((_, index) => series.reduce((sum, values) => sum + (values[index] ?? 0), 0));
