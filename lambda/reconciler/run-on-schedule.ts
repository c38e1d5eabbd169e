import { RECONCILE_METRICS } from '../../core/reconciliation/metrics.ts';
import type { Finding } from '../../core/reconciliation/missing.ts';
import { RECONCILABLE } from '../../core/reconciliation/options.ts';
import type { LogFields } from '../log.ts';
import { openReconciler, type ReconcilerParts, sourceNamed } from './open-reconciler.ts';
import { type Reconciled, type ReconcileReport, reconcile } from './reconcile.ts';
import type { Recovery } from './recover.ts';

export interface ScheduleParts extends ReconcilerParts {
  /** What the provider knows us by, or `undefined` when nobody has set it. */
  readonly credential: () => Promise<string | undefined>;
}

/**
 * One scheduled run, told of in one line of the log.
 * @throws what went wrong, so that the function's errors count it; the next run tries again
 */
export async function runOnSchedule(
  name: string,
  invocation: { readonly id: string; readonly deadline: number },
  parts: ScheduleParts,
): Promise<Reconciled | undefined> {
  const log = parts.log.with({ source: name, run: invocation.id });
  const source = sourceNamed(parts.webhooks, name);
  const needed = source?.reconcile && RECONCILABLE[source.reconcile.provider].credential;
  const credential = await parts.credential();
  if (!credential?.trim()) {
    log.warn('not reconciled: the credential is not set', { needed });
    return undefined;
  }
  const reconciler = source && openReconciler(source, credential, invocation.id, { ...parts, log });
  if (!reconciler)
    throw new Error(`the source "${name}" asks for no reconciliation: deploy the function with the stack`);
  const reconciled = await reconcile(reconciler, { deadline: invocation.deadline });
  log.info('reconciled', fieldsOf(reconciled));
  return reconciled;
}

function fieldsOf(reconciled: Reconciled): LogFields {
  const { outcome } = reconciled;
  if (outcome !== 'looked') return { outcome, ...('until' in reconciled && { until: reconciled.until }) };
  return { outcome, ...figuresOf(reconciled.report) };
}

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
