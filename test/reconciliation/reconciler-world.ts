import type { Webhooks } from '../../core/configuration.ts';
import { openLedger } from '../../lambda/aws/ledger.ts';
import { openLedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { openReconcileState } from '../../lambda/aws/reconcile-state.ts';
import { jsonLog } from '../../lambda/log.ts';
import { http } from '../../lambda/reconciler/http.ts';
import { openReconciler, sourceNamed } from '../../lambda/reconciler/open-reconciler.ts';
import { type ReconcileOptions, reconcile } from '../../lambda/reconciler/reconcile.ts';
import type { TakeInParts } from '../../lambda/verifier/take-in.ts';
import type { Engines } from '../protocol/engines.ts';

export interface WorldOptions {
  readonly webhooks: Webhooks;
  readonly source: string;
  readonly credential?: string;
  readonly send?: TakeInParts['send'];
}

/** How much one run may look at. */
type Limits = NonNullable<Parameters<typeof openReconciler>[4]>;

/** Milliseconds since 1970 at which every world begins. */
export const START = Date.parse('2026-01-10T12:00:00Z');

let worlds = 0;

/** A reconciler with a real ledger, real HTTP and a clock that goes on only when it is told to, or waited for. */
export async function reconcilerWorld(engines: Engines, { webhooks, source, credential, send }: WorldOptions) {
  const table = `reconcile-${++worlds}`;
  await engines.createTable(table);
  const aws = { endpoint: engines.dynamodb };
  const clock = { now: START, waited: [] as number[] };
  const sent: { readonly processor: string; readonly message: string }[] = [];
  const lines: string[] = [];
  const ledger = openLedger(table, aws);
  const log = jsonLog((line) => lines.push(line));
  const now = () => clock.now;
  const path: TakeInParts = {
    webhooks,
    claimChecks: { put: () => Promise.reject(new Error('nothing here is large')) },
    claimCheckKb: 200,
    ledger,
    async send(processor, message, event) {
      await send?.(processor, message, event);
      sent.push({ processor, message });
    },
    now,
    log,
  };
  const wait = async (milliseconds: number) => {
    clock.waited.push(milliseconds);
    clock.now += milliseconds;
  };
  const state = openReconcileState(table, aws);
  const parts = { webhooks, http, read: openLedgerEvents(table, aws).read, state, path, now, wait, log };
  const found = sourceNamed(webhooks, source);
  let runs = 0;
  return {
    clock,
    sent,
    lines,
    ledger,
    state,
    path,
    parts,
    /** A run of five minutes. */
    async run(options: Partial<ReconcileOptions> = {}, limits: Limits = {}) {
      const reconciler = found && openReconciler(found, credential ?? 'rk_test', `run-${++runs}`, parts, limits);
      if (!reconciler) throw new Error('the source asks for no reconciliation');
      return reconcile(reconciler, { deadline: clock.now + 300_000, ...options });
    },
    /** The report of a run that looked. */
    async report(options: Partial<ReconcileOptions> = {}, limits: Limits = {}) {
      const reconciled = await this.run(options, limits);
      if (reconciled.outcome !== 'looked') throw new Error(`the run was ${reconciled.outcome}`);
      const { missing, recovered, ...report } = reconciled.report;
      return {
        ...report,
        missing: missing.map(({ id }) => id),
        recovered: Object.fromEntries(recovered.map(({ event, recovery }) => [event.id, recovery])),
      };
    },
  };
}
