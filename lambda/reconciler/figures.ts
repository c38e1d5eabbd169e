import { RECONCILE_METRICS } from '../../core/reconciliation/metrics.ts';
import type { Finding } from '../../core/reconciliation/missing.ts';
import type { ReconcileReport } from './reconcile.ts';
import type { Recovery } from './recover.ts';

/** A run in figures. */
export function figuresOf({ looked, missing, recovered, isWhole, lagSeconds, limitedUntil }: ReconcileReport) {
  const count = (recovery: Recovery, finding?: Finding) =>
    recovered.filter((one) => one.recovery === recovery && (!finding || one.event.finding === finding)).length;
  return {
    looked,
    [RECONCILE_METRICS.missed]: missing.filter(({ finding }) => finding === 'missing').length,
    [RECONCILE_METRICS.recovered]: count('recovered', 'missing'),
    [RECONCILE_METRICS.resent]: count('recovered', 'unheld'),
    requested: count('requested'),
    failed: count('failed'),
    left: count('left'),
    givenUp: count('given-up'),
    whole: isWhole,
    [RECONCILE_METRICS.lagSeconds]: lagSeconds,
    limitedUntil,
  };
}
