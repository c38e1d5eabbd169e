import { LOOKED_AT_AGAIN, RECOVERED, type Surveyed } from '../../core/reconciliation/missing.ts';
import { RECONCILABLE, type Reconciliation } from '../../core/reconciliation/options.ts';
import {
  earliest,
  firstProgress,
  leftAlone,
  nextSweep,
  type Progress,
  progressAfter,
  type Sweep,
} from '../../core/reconciliation/progress.ts';
import type { ReconcileState } from '../aws/reconcile-state.ts';
import { type Lease, leaseOf } from './lease.ts';
import { type Recovered, type RecoverParts, type Recovery, recover } from './recover.ts';
import { type Survey, type SurveyParts, survey } from './survey.ts';

export interface ReconcileParts
  extends Omit<RecoverParts, 'onDone' | 'isOver' | 'onStep'>,
    Omit<SurveyParts, 'graceMs' | 'isOver' | 'onStep'> {
  readonly reconciliation: Reconciliation;
  readonly state: ReconcileState;
}

export interface ReconcileOptions {
  /** When the run ends for certain, in milliseconds since 1970. */
  readonly deadline: number;
  /** Look at everything from this moment on, and leave the progress of the schedule as it is. */
  readonly since?: number | undefined;
  /** Only look. */
  readonly dryRun?: boolean;
  /** Somebody wants the run to end early, in good order. */
  readonly isStopped?: () => boolean;
  /** Is told what is about to be recovered. */
  readonly onPlan?: (survey: Survey) => void;
  /** Is told how many events are done with. */
  readonly onDone?: ((done: number) => void) | undefined;
}

/** What came of a run. */
export type Reconciled =
  | { readonly outcome: 'looked'; readonly report: ReconcileReport }
  /** The first run: from now on. */
  | { readonly outcome: 'begun' }
  /** Another run is at it. */
  | { readonly outcome: 'busy'; readonly until: number | undefined }
  /** The provider wants to be left alone. */
  | { readonly outcome: 'limited'; readonly until: number };

export interface ReconcileReport {
  readonly sweep: Sweep;
  readonly looked: number;
  readonly missing: readonly Surveyed[];
  readonly recovered: readonly Recovered[];
  readonly isWhole: boolean;
  readonly limitedUntil?: number | undefined;
  readonly lagSeconds: number;
}

/** So much of a run is left for what it has begun, and for its last word. */
const RESERVE_MS = 30_000;

const DAY_MS = 86_400_000;

/**
 * Asks the provider what it sent, and recovers what the ledger lacks. Two runs at once do no harm; a lease keeps them
 * apart to spare the provider.
 * @throws {ProviderRefusal} and whatever else went wrong, after the lease is given back
 */
export async function reconcile(parts: ReconcileParts, options: ReconcileOptions): Promise<Reconciled> {
  const { source, state, now, run } = parts;
  if (options.dryRun) return (await advance(await state.read(source.name), parts, options)).reconciled;
  const lease = leaseOf({ state, source: source.name, run, now, deadline: options.deadline });
  const acquired = await lease.acquire();
  if (!acquired.taken) return { outcome: 'busy', until: acquired.until };
  let reached: Progress | undefined;
  try {
    const { reconciled, progress } = await advance(acquired.progress, parts, options, lease);
    reached = progress;
    return reconciled;
  } finally {
    await state.release(source.name, run, reached);
  }
}

/** One run, and the progress that it made; none for what is not the schedule's. */
interface Advance {
  readonly reconciled: Reconciled;
  readonly progress?: Progress | undefined;
}

async function advance(
  before: Progress | undefined,
  parts: ReconcileParts,
  options: ReconcileOptions,
  lease?: Lease,
): Promise<Advance> {
  const { now } = parts;
  const limits = limitsOf(parts);
  if (before?.notBefore !== undefined && before.notBefore > now())
    return { reconciled: { outcome: 'limited', until: before.notBefore } };
  if (options.since !== undefined) {
    const from = Math.max(options.since, now() - limits.keptMs);
    const { report } = await lookAndRecover(
      { from, to: Math.max(from, now() - limits.graceMs) },
      parts,
      options,
      lease,
    );
    return { reconciled: { outcome: 'looked', report: { ...report, lagSeconds: lagOf(before, now()) } } };
  }
  if (!before) return { reconciled: { outcome: 'begun' }, progress: firstProgress(now()) };

  const sweep = nextSweep(before, now(), limits);
  const { report, end } = await lookAndRecover(sweep, parts, options, lease);
  const reached = end ? progressAfter(before, sweep, end) : before;
  const progress = report.limitedUntil === undefined ? reached : leftAlone(reached, report.limitedUntil);
  return { reconciled: { outcome: 'looked', report: { ...report, lagSeconds: lagOf(progress, now()) } }, progress };
}

const limitsOf = ({ reconciliation: { provider, graceMinutes } }: ReconcileParts) => ({
  graceMs: graceMinutes * 60_000,
  keptMs: RECONCILABLE[provider].keptDays * DAY_MS,
});

const lagOf = (progress: Progress | undefined, now: number) =>
  progress ? Math.max(0, Math.round((now - progress.doneTo) / 1000)) : 0;

/** Looks at a sweep and recovers what is missing; says how the sweep ended, unless nothing of it was seen. */
async function lookAndRecover(sweep: Sweep, parts: ReconcileParts, options: ReconcileOptions, lease?: Lease) {
  const stopAt = options.deadline - RESERVE_MS;
  const over = (moment: number) => () => parts.now() >= moment || (options.isStopped?.() ?? false);
  const onStep = lease?.renew;
  // A long list must leave time for what is found in it.
  const lookUntil = (parts.now() + stopAt) / 2;
  const found = await survey({ ...parts, graceMs: limitsOf(parts).graceMs, isOver: over(lookUntil), onStep }, sweep);
  options.onPlan?.(found);
  const missing = found.events.filter(({ finding }) => RECOVERED.includes(finding));
  const recoveries = options.dryRun
    ? { recovered: [] }
    : await recover(found.limitedUntil === undefined ? missing : [], {
        ...parts,
        onDone: options.onDone,
        isOver: over(stopAt),
        onStep,
      });
  const { recovered } = recoveries;
  const heldAt = earliest(
    ...found.events.filter(({ finding }) => LOOKED_AT_AGAIN.includes(finding)).map(({ firstAt }) => firstAt),
    ...recovered.filter(({ recovery }) => NOT_YET.includes(recovery)).map(({ event }) => event.firstAt),
    ...(recovered.length === 0 ? missing.map(({ firstAt }) => firstAt) : []),
  );
  const isSeen = found.rest === undefined || found.rest.page !== undefined;
  return {
    report: {
      sweep,
      looked: found.looked,
      missing,
      recovered,
      isWhole: found.rest === undefined,
      limitedUntil: recoveries.limitedUntil ?? found.limitedUntil,
    },
    end: isSeen ? { nextPage: found.rest?.page, heldAt } : undefined,
  };
}

/** The recoveries after which an event has to be looked at again. */
const NOT_YET: readonly Recovery[] = ['requested', 'failed', 'left'];
