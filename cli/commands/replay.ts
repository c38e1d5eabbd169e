import type { Command } from 'commander';
import { failed } from '../cli-error.ts';
import { findDeployment } from '../deployment.ts';
import { interruption } from '../interruption.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { counted, progressBar } from '../operations/progress-bar.ts';
import { progress } from '../progress.ts';
import { openReplay } from '../replay/open-replay.ts';
import { type ReplayOptions, replayMeant, selectionOf, withReplayOptions } from '../replay/replay-options.ts';
import { describePlan, planReplay, type ReplayPlan } from '../replay/replay-plan.ts';
import { refuseUnconfirmed, runReplay } from '../replay/run-replay.ts';
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
  const tell = progressBar(options.json ? undefined : err, plan.messages);
  const result = await runReplay(plan, record, { deployment, opened, options, signal, tell, output: err });
  if (options.json) out.write(JSON.stringify({ replay: id, ...plan, ...result }));
  else
    out.write(
      `${counted(result.before + result.already + result.sent)} of ${counted(plan.messages)} messages are on their queues`,
    );
  judge(result, plan, id);
}

function judge(
  {
    ended,
    sent,
    before,
    already,
    running,
    error,
  }: Awaited<ReturnType<typeof runReplay>> & { readonly error?: string | undefined },
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
