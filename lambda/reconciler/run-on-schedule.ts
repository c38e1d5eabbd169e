import { RECONCILABLE } from '../../core/reconciliation/options.ts';
import type { LogFields } from '../log.ts';
import type { SourceFigures } from '../metrics.ts';
import { figuresOf } from './figures.ts';
import { openReconciler, type ReconcilerParts, sourceNamed } from './open-reconciler.ts';
import { type Reconciled, reconcile } from './reconcile.ts';

export interface ScheduleParts extends ReconcilerParts {
  /** What the provider knows us by, or `undefined` when nobody has set it. */
  readonly credential: () => Promise<string | undefined>;
  /** Counts what runs find. @default - nobody counts */
  readonly count?: (source: string, figures: SourceFigures) => void;
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
  if (reconciled.outcome === 'looked') {
    const { missed, recovered, lagSeconds } = figuresOf(reconciled.report);
    parts.count?.(name, { Missed: missed, Recovered: recovered, ReconcilerLag: lagSeconds });
  }
  return reconciled;
}

function fieldsOf(reconciled: Reconciled): LogFields {
  const { outcome } = reconciled;
  if (outcome !== 'looked') return { outcome, ...('until' in reconciled && { until: reconciled.until }) };
  return { outcome, ...figuresOf(reconciled.report) };
}
