import type { Webhooks } from '../../core/index.ts';
import type { ReplayRecord } from '../../core/replay-record.ts';
import { wrongUse } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';
import { audited, openAudit, typedOptions } from '../operations/audited.ts';
import { pace } from '../operations/pace.ts';
import type { Output } from '../terminal.ts';
import type { OpenReplay } from './open-replay.ts';
import { type ReplayRun, replayEvents } from './replay-events.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { ReplayPlan } from './replay-plan.ts';
import { selectedEvents } from './selected-events.ts';

interface Surroundings {
  readonly deployment: Deployment;
  readonly opened: OpenReplay;
  readonly options: ReplayOptions;
  readonly signal: AbortSignal;
  /** Is told how many messages are done with. */
  readonly tell: (done: number) => void;
  readonly output: Output;
}

/**
 * Refuses a plan for processors whose events want a look first, unless it was confirmed.
 * @throws {CliError} saying so
 */
export function refuseUnconfirmed({ processors }: ReplayPlan, webhooks: Webhooks, { confirm }: ReplayOptions): void {
  const careful = Object.keys(processors).filter((name) => webhooks.processors[name]?.redrive === 'review');
  if (careful.length === 0 || confirm) return;
  const names = careful.map((name) => `"${name}"`).join(' and ');
  const says = careful.length === 1 ? `the processor ${names} says` : `the processors ${names} say`;
  throw wrongUse(
    `${says} redrive: "review": look at the plan with --dry-run, then add --confirm, or name another --processor`,
  );
}

/** Sends what was planned, under a record of who did it. Nothing to send leaves no record. */
export async function runReplay(plan: ReplayPlan, begun: ReplayRecord, surroundings: Surroundings) {
  const { deployment, opened, options, signal, tell, output } = surroundings;
  if (plan.messages === 0) return { ended: 'done' as const, sent: 0, before: 0, running: 0, already: 0 };
  const { sources, tenant, ids, type, since, until, processor, limit } = begun.selection;
  const { rate, confirm } = options;
  const operation = {
    command: 'replay',
    on: processor,
    options: typedOptions({ replay: begun.id, sources, tenant, ids, type, since, until, limit, rate, confirm }),
    counts: { planned: plan.messages },
  };
  const mayStart = pace({ perSecond: rate, signal });
  const { counts, ended, audit, error } = await audited(await openAudit(deployment), operation, output, async () => {
    await opened.log.write(begun);
    const events = selectedEvents(begun.selection, opened.selecting);
    const run = await replayEvents(events, begun, { ...opened.sending, mayStart, tell });
    return { ended: endingOf(run), counts: run.counts, error: run.error };
  });
  return { ended, ...counts, audit, error };
}

function endingOf({ record, error }: ReplayRun) {
  if (error !== undefined) return 'failed' as const;
  return record.state === 'done' ? ('done' as const) : ('stopped' as const);
}
