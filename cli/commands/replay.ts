import type { Command } from 'commander';
import type { Webhooks } from '../../core/index.ts';
import type { ReplayRecord } from '../../core/replay-record.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { type Deployment, findDeployment } from '../deployment.ts';
import { interruption } from '../interruption.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { audited, openAudit, typedOptions } from '../operations/audited.ts';
import { pace } from '../operations/pace.ts';
import { counted, progressBar } from '../operations/progress-bar.ts';
import { progress } from '../progress.ts';
import { type OpenReplay, openReplay } from '../replay/open-replay.ts';
import { type ReplayRun, replayEvents } from '../replay/replay-events.ts';
import { type ReplayOptions, replayMeant, selectionOf, withReplayOptions } from '../replay/replay-options.ts';
import { describePlan, planReplay, type ReplayPlan } from '../replay/replay-plan.ts';
import { selectedEvents } from '../replay/selected-events.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
An event runs again whatever became of it, for every processor that wants it today. Each replay runs an event once: the
same command typed again, or --resume, goes on where it stopped. Bodies come from the archive, see docs/archive.md.

Examples:
  breakwater replay stripe evt_1NG8Du2eZvKYlo2CUI79vXWy --processor record-payment
  breakwater replay --source shopify --type 'orders/*' --since 2026-01-31 --until 2026-02-01 --dry-run
  breakwater replay --resume 3f1c0a9be2d4 --rate 50/s --stack Webhooks`;

/** `breakwater replay`: lets events run again, from the archive. */
export function addReplayCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('replay')
    .description('let events of the archive run again')
    .argument('[source]', 'whose events')
    .argument('[id...]', 'ids of events (default: all that match)');
  withReplayOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((source: string | undefined, ids: readonly string[], options: ReplayOptions) =>
      replay(source, ids, options, terminal),
    );
}

interface Surroundings {
  readonly deployment: Deployment;
  readonly opened: OpenReplay;
  readonly options: ReplayOptions;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function replay(
  source: string | undefined,
  ids: readonly string[],
  options: ReplayOptions,
  terminal: Terminal,
): Promise<void> {
  const { out, err, directory, environment } = terminal;
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  const select = () => selectionOf(source, ids, options, webhooks);
  // Before anything is opened: what is typed wrongly is wrong anywhere.
  if (options.resume === undefined) select();
  const opened = await openReplay(deployment, webhooks);
  const record = await replayMeant(options, select, opened.log);
  const { id, selection } = record;
  if (record.state === 'done') {
    if (options.json) return out.write(JSON.stringify({ replay: id, ended: 'done', sent: 0, before: record.sent }));
    return err.write(`the replay ${id} of ${record.startedAt} is done: --again runs the same events once more`);
  }
  const signal = interruption(environment);
  const looking = options.json ? () => undefined : progress(err, (looked) => `looked at ${counted(looked)} events`);
  const planning = { rate: options.rate, tell: looking, signal };
  const plan = await planReplay(selectedEvents(selection, opened.selecting), selection, planning);
  if (signal.aborted) throw failed('stopped before anything was sent');
  err.write(describePlan(plan, id, deployment, options.rate));
  if (options.dryRun) return options.json ? out.write(JSON.stringify({ replay: id, ...plan })) : undefined;
  if (signal.aborted) throw failed('stopped before anything was sent');
  refuseUnconfirmed(plan, webhooks, options);
  const result = await carryOut(plan, record, { deployment, opened, options, terminal, signal });
  if (options.json) out.write(JSON.stringify({ replay: id, ...plan, ...result }));
  else
    out.write(
      `${counted(result.before + result.already + result.sent)} of ${counted(plan.messages)} messages are on their queues`,
    );
  judge(result, plan, id);
}

function refuseUnconfirmed({ processors }: ReplayPlan, webhooks: Webhooks, { confirm }: ReplayOptions): void {
  const careful = Object.keys(processors).filter((name) => webhooks.processors[name]?.redrive === 'review');
  if (careful.length === 0 || confirm) return;
  const names = careful.map((name) => `"${name}"`).join(' and ');
  const says = careful.length === 1 ? `the processor ${names} says` : `the processors ${names} say`;
  throw wrongUse(
    `${says} redrive: "review": look at the plan with --dry-run, then add --confirm, or name another --processor`,
  );
}

/** Sends what was planned, under a record of who did it. Nothing to send leaves no record. */
async function carryOut(plan: ReplayPlan, begun: ReplayRecord, surroundings: Surroundings) {
  const { deployment, opened, options, terminal, signal } = surroundings;
  if (plan.messages === 0) return { ended: 'done' as const, sent: 0, before: 0, running: 0, already: 0 };
  const { sources, tenant, ids, type, since, until, processor, limit } = begun.selection;
  const { rate, confirm } = options;
  const operation = {
    command: 'replay',
    on: processor,
    options: typedOptions({ replay: begun.id, sources, tenant, ids, type, since, until, limit, rate, confirm }),
    counts: { planned: plan.messages },
  };
  const tell = progressBar(options.json ? undefined : terminal.err, plan.messages);
  const mayStart = pace({ perSecond: rate, signal });
  const { counts, ended, audit, error } = await audited(
    await openAudit(deployment),
    operation,
    terminal.err,
    async () => {
      await opened.log.write(begun);
      const events = selectedEvents(begun.selection, opened.selecting);
      const run = await replayEvents(events, begun, { ...opened.sending, mayStart, tell });
      return { ended: endingOf(run), counts: run.counts, error: run.error };
    },
  );
  return { ended, ...counts, audit, error };
}

function endingOf({ record, error }: ReplayRun) {
  if (error !== undefined) return 'failed' as const;
  return record.state === 'done' ? ('done' as const) : ('stopped' as const);
}

function judge(
  {
    ended,
    sent,
    before,
    already,
    running,
    error,
  }: Awaited<ReturnType<typeof carryOut>> & { readonly error?: string | undefined },
  { messages, missing }: ReplayPlan,
  id: string,
): void {
  const far = `${counted(before + already + sent)} of ${counted(messages)} messages are sent`;
  const goOn = `go on with "breakwater replay --resume ${id}"`;
  if (ended === 'failed') throw failed(`${far}, then: ${error}; ${goOn}`);
  if (ended === 'stopped') throw failed(`stopped: ${far}; ${goOn}`);
  if (running > 0)
    throw failed(`${far}; ${counted(running)} events were being processed at that moment, and left alone`);
  if (missing.length > 0)
    throw failed(
      `${far}; the archive has no event ${missing.join(', ')}: what was accepted comes to it within minutes`,
    );
}
