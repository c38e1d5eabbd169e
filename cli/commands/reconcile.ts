import { type Command, InvalidArgumentError } from 'commander';
import { RECOVERED } from '../../core/reconciliation/missing.ts';
import { RECONCILABLE } from '../../core/reconciliation/options.ts';
import { figuresOf } from '../../lambda/reconciler/figures.ts';
import type { Reconciled, ReconcileReport } from '../../lambda/reconciler/reconcile.ts';
import type { Survey } from '../../lambda/reconciler/survey.ts';
import { failed } from '../cli-error.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { parseSince } from '../events/parse-since.ts';
import { interruption } from '../interruption.ts';
import { audited, openAudit, typedOptions } from '../operations/audited.ts';
import { progress } from '../progress.ts';
import { type OpenReconcile, openReconcile, type ReconcileCommandOptions } from '../reconcile/open-reconcile.ts';
import { missingTable, planOf, reportView, typesOf } from '../reconcile/reconcile-view.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
It does what the source's schedule does, with "reconcile" of the source in bin/webhooks.ts. Without --since it goes on
where the schedule left off. Run it as often as you like: what is there is not brought in again.

Examples:
  breakwater reconcile github --since 2d --dry-run
  breakwater reconcile stripe --since 2026-01-31T09:00Z --stack Webhooks`;

/** A run by hand may take as long as its list is. */
const LONGEST_MS = 3_600_000;

/** `breakwater reconcile SOURCE`: asks a provider what it sent, and recovers what the ledger lacks. */
export function addReconcileCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('reconcile')
    .description('ask a provider what it sent, and recover what is missing')
    .argument('<source>', `a source of ${Object.keys(RECONCILABLE).join(', ')}`)
    .option('--since <time>', 'look back so far: 90s, 15m, 1h, 7d, or a date', parseMoment)
    .option(
      '--credential-file <file>',
      "what the provider knows us by (default: the secret of the source's reconciler)",
    )
    .option('--config <file>', 'the configuration with the sources (default: the one that runs)')
    .option('--dry-run', 'only say what is missing')
    .option('--json', 'print a JSON object');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((source: string, options: ReconcileCommandOptions) => reconcileSource(source, options, terminal));
}

function parseMoment(text: string): string {
  const moment = parseSince(text, Date.now());
  if (Date.parse(moment) > Date.now()) throw new InvalidArgumentError('It lies in the future');
  return moment;
}

async function reconcileSource(name: string, options: ReconcileCommandOptions, terminal: Terminal): Promise<void> {
  const { out, err } = terminal;
  const opened = await openReconcile(name, options, terminal);
  const { reconcile } = await import('../../lambda/reconciler/reconcile.ts');
  const interrupted = interruption(terminal.environment);
  let planned = 0;
  const onPlan = (survey: Survey) => {
    planned = survey.events.filter(({ finding }) => RECOVERED.includes(finding)).length;
    err.write(planOf(survey, opened.name));
  };
  const run = async () => {
    const reconciled = await reconcile(opened.parts, {
      deadline: Date.now() + LONGEST_MS,
      since: options.since === undefined ? undefined : Date.parse(options.since),
      dryRun: options.dryRun ?? false,
      isStopped: () => interrupted.aborted,
      onPlan,
      onDone: progress(err, (done) => `${done} of ${planned} are done`),
    });
    return reportOf(reconciled, opened);
  };
  const report = options.dryRun ? await run() : await runAudited(name, options, opened, interrupted, run, terminal);
  if (options.json) out.write(JSON.stringify(reportView(name, report)));
  else if (report.missing.length > 0) out.write(missingTable(report, out.colors));
  if (!options.dryRun) judge(report);
}

/** Reconciles under a record of who did it. */
async function runAudited(
  name: string,
  { since, credentialFile }: ReconcileCommandOptions,
  { deployment }: OpenReconcile,
  interrupted: AbortSignal,
  run: () => Promise<ReconcileReport>,
  { err }: Terminal,
): Promise<ReconcileReport> {
  const operation = { command: 'reconcile', on: name, options: typedOptions({ since, credentialFile }), counts: {} };
  const { report } = await audited(await openAudit(deployment), operation, err, async () => {
    const report = await run();
    const { missed, recovered, resent } = figuresOf(report);
    const ended = interrupted.aborted ? ('stopped' as const) : ('done' as const);
    return { ended, counts: { missed, recovered, resent }, report };
  });
  return report;
}

/** A run that did not look at anything did not do what was asked. */
function reportOf(reconciled: Reconciled, { name }: OpenReconcile): ReconcileReport {
  const at = (moment: number | undefined) => (moment === undefined ? 'soon' : new Date(moment).toISOString());
  if (reconciled.outcome === 'looked') return reconciled.report;
  if (reconciled.outcome === 'busy')
    throw failed(`another run reconciles ${name} now; its lease ends ${at(reconciled.until)}: try again then`);
  if (reconciled.outcome === 'limited')
    throw failed(`the provider's rate limit is reached: try again after ${at(reconciled.until)}`);
  throw failed(`${name} was never reconciled: that begins now; for what was sent before say --since, such as 2d`);
}

function judge({ recovered, isWhole, limitedUntil }: ReconcileReport): void {
  const short = recovered.filter(({ recovery }) => recovery !== 'recovered');
  if (short.length > 0)
    throw failed(`${short.length} of ${recovered.length} missing events are not recovered: ${typesOf(short)}`);
  if (limitedUntil !== undefined)
    throw failed(`the provider's rate limit is reached until ${new Date(limitedUntil).toISOString()}: go on then`);
  if (!isWhole) throw failed('not everything was looked at: run it again');
}
