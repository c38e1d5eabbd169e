import type { QueueEngine } from '../engines/fauxqs-engine.ts';
import type { Report } from '../report.ts';
import { type Clock, machineClock } from './clock.ts';
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

/** No alarm looks back for more than a week. */
const KEPT_HOURS = 7 * 24 + 1;

/** Opens the metrics of a run. */
export function openMetrics(report: Report, clock: Clock = machineClock): LocalMetrics {
  const kept = createMetricStore({ keptHours: KEPT_HOURS });
  const store: MetricStore = { ...kept, put: (sample) => kept.put({ ...sample, at: clock.at(sample.at) }) };
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
        const now = Date.now();
        for (const depth of queues.depths()) {
          const oldestSeconds = (clock.now() - clock.at(now - depth.oldestSeconds * 1000)) / 1000;
          services.lies({ ...depth, oldestSeconds: Math.floor(oldestSeconds) });
        }
      }, SAMPLE_MS);
    },
    stop: () => clearInterval(timer),
  };
}
