import type { Command } from 'commander';
import { type CleanUp, cleanClaimChecks } from '../claim-checks/clean-claim-checks.ts';
import { failed } from '../cli-error.ts';
import { type DeploymentOptions, findDeployment } from '../deployment.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { progress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends DeploymentOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const NOTE = `
A body is removed 15 days after it was put, if its event was never recorded or is done, and after 29 if no processor
ever took the event. S3 itself removes every body after 35 days, so this never has to run.

Examples:
  breakwater claim-checks clean --dry-run
  breakwater claim-checks clean --stack Webhooks`;

/** `breakwater claim-checks …`: the bodies that were too large for their messages. */
export function addClaimChecksCommand(program: Command, terminal: Terminal): void {
  const claimChecks = program
    .command('claim-checks')
    .description('look after the bodies that are too large for a message');
  const clean = claimChecks
    .command('clean')
    .description('remove the bodies that nobody is going to ask for any more')
    .option('--dry-run', 'only say how many there are')
    .option('--json', 'print a JSON object');
  withDeploymentOptions(clean)
    .addHelpText('after', NOTE)
    .action((options: Options) => run(options, terminal));
}

async function run(options: Options, { out, err }: Terminal): Promise<void> {
  const { dryRun = false } = options;
  const { name, claimCheckBucket, ledgerTable, aws } = await findDeployment(options);
  if (!claimCheckBucket)
    throw failed(`${name} has no bucket for large bodies yet: deploy it with this version of Breakwater`);
  const [{ openClaimCheckStore }, { openLedgerEvents }] = await Promise.all([
    import('../../lambda/aws/claim-check-store.ts'),
    import('../../lambda/aws/ledger-events.ts'),
  ]);
  const done = await cleanClaimChecks({
    store: openClaimCheckStore(claimCheckBucket, aws),
    events: openLedgerEvents(ledgerTable, aws),
    now: Date.now(),
    dryRun,
    onProgress: progress(err, (objects) => `looked at ${objects} bodies so far`),
  });
  out.write(options.json ? JSON.stringify({ ...done, removed: !dryRun }) : summary(done, dryRun, name));
}

function summary({ all, unneeded }: CleanUp, dryRun: boolean, name: string): string {
  const what = `${unneeded.objects} of ${all.objects} bodies (${megabytes(unneeded.bytes)} of ${megabytes(all.bytes)}) of ${name}`;
  return dryRun ? `${what} are not needed any more` : `${what} were not needed any more and are removed`;
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
