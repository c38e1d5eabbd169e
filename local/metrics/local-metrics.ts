import type { QueueEngine } from '../engines/fauxqs-engine.ts';
import type { Report } from '../local-run.ts';
import { createMetricStore, type MetricStore } from './metric-store.ts';
import { readEmf } from './read-emf.ts';
import { type ServiceMetrics, serviceMetrics } from './service-metrics.ts';

/** Everything that a local run measures. */
export interface LocalMetrics {
  readonly store: MetricStore;
  readonly services: ServiceMetrics;
  /** Takes the metrics out of what functions write, and passes on the rest. */
  readonly report: Report;
  /** Looks at the queues every second, from now on. */
  watch(queues: Pick<QueueEngine, 'depths'>): void;
  stop(): void;
}

/** CloudWatch has a value for each minute; but nobody waits here for minutes. */
const SAMPLE_MS = 1000;

/** Opens the metrics of a run. */
export function openMetrics(report: Report): LocalMetrics {
  const store = createMetricStore();
  const services = serviceMetrics(store, Date.now);
  let timer: NodeJS.Timeout | undefined;
  return {
    store,
    services,
    report(message) {
      const samples = message.kind === 'log' ? readEmf(message.text) : undefined;
      if (!samples) return report(message);
      for (const sample of samples) store.put(sample);
    },
    watch(queues) {
      timer = setInterval(() => {
        for (const depth of queues.depths()) services.lies(depth);
      }, SAMPLE_MS);
    },
    stop: () => clearInterval(timer),
  };
}
