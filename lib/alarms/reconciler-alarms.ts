import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmRow } from './alarm-row.ts';
import { maximumOver, type NamedSource, sourceMetric, sumOver } from './metric-of.ts';

/** What asks a source's provider now and then. */
export interface WatchedReconciler extends NamedSource {
  readonly function: IFunction;
  readonly everyMinutes: number;
  readonly graceMinutes: number;
}

/** The alarms of each reconciler: two runs in a row have to fail, since the next one does the work of one that failed. */
export const RECONCILER_ALARMS: readonly AlarmRow<WatchedReconciler>[] = [
  {
    name: 'reconciler-failing',
    broke: 'What asks the provider for events that never came fails, run after run.',
    noticed: 'Nothing, unless events get lost meanwhile: those are recovered once it runs again.',
    severity: 'ticket',
    metric: ({ function: handler, everyMinutes }) => handler.metricErrors(sumOver(everyMinutes)),
    above: () => 0,
    periods: () => 2,
  },
  {
    name: 'reconciler-lag',
    broke: 'What asks the provider for events that never came does not get to the end of its list.',
    noticed: 'Events that got lost are recovered later than they should.',
    severity: 'ticket',
    metric: (watched) => sourceMetric(watched, 'ReconcilerLag', maximumOver(watched.everyMinutes)),
    above: ({ everyMinutes, graceMinutes }) => (2 * everyMinutes + graceMinutes) * 60,
    periods: () => 2,
  },
];
