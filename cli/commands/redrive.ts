import type { Command } from 'commander';
import { boundedId } from '../../core/ledger-item.ts';
import { failed } from '../cli-error.ts';
import { openDesk } from '../dead-letters/desk.ts';
import { type LetterOptions, letterFilter, withLetterOptions } from '../dead-letters/letter-options.ts';
import { letterTable } from '../dead-letters/letter-view.ts';
import { planView, type Redriven, redriveLetters, refuseUnreviewed } from '../dead-letters/redrive-letters.ts';
import { describePlan, planRedrive, type RedrivePlan } from '../dead-letters/redrive-plan.ts';
import { scanLetters } from '../dead-letters/scan-letters.ts';
import { findDeployment } from '../deployment.ts';
import { interruption } from '../interruption.ts';
import { knownReceiver } from '../known-processor.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { type OperationOptions, withOperationOptions } from '../operations/operation-options.ts';
import { counted, progressBar } from '../operations/progress-bar.ts';
import { progress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends OperationOptions, LetterOptions {}

const EXAMPLES = `
Each event starts over with all its attempts. One that was processed meanwhile is left alone, so running this twice does
no harm; after Ctrl-C, running it again goes on with the rest.

Examples:
  breakwater redrive record-payment --dry-run
  breakwater redrive record-payment --error 'no such customer' --rate 10/s
  breakwater redrive record-payment evt_1NG8Du2eZvKYlo2CUI79vXWy --stack Webhooks`;

/** `breakwater redrive`: lets events that a processor has given up run again. */
export function addRedriveCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('redrive')
    .description('let events that a processor has given up run again')
    .argument('<processor>', 'whose dead-letter queue it is')
    .argument('[id...]', 'ids of events, or of messages (default: all that match)');
  withOperationOptions(withLetterOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((processor: string, ids: readonly string[], options: Options) =>
      redrive(processor, ids, options, terminal),
    );
}

async function redrive(name: string, given: readonly string[], options: Options, terminal: Terminal): Promise<void> {
  const { out, err, directory, environment } = terminal;
  const ids = given.map(boundedId);
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  const processor = knownReceiver(webhooks, name);
  const desk = await openDesk(deployment, processor, interruption(environment));
  const looking = options.json
    ? () => undefined
    : progress(err, (looked) => `looked at ${counted(looked)} dead letters`);
  const plan = planRedrive(name, await scanLetters(desk, letterFilter(options, ids), looking), options);
  err.write(describePlan(plan, deployment, options));
  if (desk.signal.aborted) throw failed('stopped before anything was moved');
  const missing = missingIds(plan, ids);
  if (missing.length > 0) err.write(err.colors.yellow(`  no such dead letter (any more): ${missing.join(', ')}`));

  if (options.dryRun) {
    const filed = plan.letters.map((letter) => ({ processor: name, letter }));
    if (options.json) return out.write(JSON.stringify(planView(plan, deployment)));
    return filed.length > 0 ? out.write(letterTable(filed, out.colors)) : undefined;
  }
  refuseUnreviewed(processor, plan, options);
  const tell = progressBar(options.json ? undefined : err, plan.letters.length);
  const result = await redriveLetters(plan, ids, { desk, deployment, options, tell, output: err });
  if (options.json) out.write(JSON.stringify({ ...planView(plan, deployment), ...result }));
  else
    out.write(`${counted(result.moved)} of ${counted(plan.letters.length)} dead letters are on the queue of ${name}`);
  if (result.undeleted > 0)
    err.write(
      err.colors.dim(`${counted(result.undeleted)} of them could not be deleted, and come up again as settled`),
    );
  judge(result, plan, missing);
}

/** Ids that no letter has; a limit may have left theirs out. */
function missingIds({ letters, matching }: RedrivePlan, ids: readonly string[]): string[] {
  if (matching > letters.length) return [];
  const found = new Set(letters.flatMap(({ facts, messageId }) => [messageId, facts?.id ?? messageId]));
  return ids.filter((id) => !found.has(id));
}

function judge(result: Redriven, { letters }: RedrivePlan, missing: readonly string[]): void {
  const far = `${counted(result.moved)} of ${counted(letters.length)} were moved`;
  if (result.ended === 'failed') throw failed(`${far}, then: ${result.error}; run it again for the rest`);
  if (result.ended === 'stopped') throw failed(`stopped: ${far}; run it again for the rest`);
  if (result.left > 0) throw failed(`${far}; the others are gone, or in somebody else's hands: run it again to see`);
  if (missing.length > 0) throw failed(`${far}, and there is no dead letter ${missing.join(', ')}`);
}
