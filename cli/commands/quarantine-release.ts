import type { Command } from 'commander';
import { failed } from '../cli-error.ts';
import { type Checked, checkKept, openRecheck } from '../quarantine/check-kept.ts';
import {
  type OpenQuarantine,
  openQuarantine,
  type QuarantineOptions,
  selectRequests,
  withQuarantineOptions,
} from '../quarantine/open-quarantine.ts';
import { checkedTable, checkedView, tally } from '../quarantine/quarantine-view.ts';
import { releaseAudited } from '../quarantine/release-audited.ts';
import { hasLeft, type Outcome, type Released } from '../quarantine/release-kept.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends QuarantineOptions {
  readonly dryRun?: boolean;
}

const EXAMPLES = `
Each request is verified again, and only what verifies is let in: there is no way around that. An event that was
accepted meanwhile is a duplicate, and runs no second time. What stays is gone after 14 days.

Examples:
  breakwater quarantine release --source stripe --dry-run
  breakwater quarantine release --source stripe --since 2h --stack Webhooks`;

/** `breakwater quarantine release`: lets in what verifies by now. */
export function addQuarantineReleaseCommand(quarantine: Command, terminal: Terminal): void {
  const command = quarantine
    .command('release')
    .description("let in the kept requests that verify with today's secrets")
    .argument('[request...]', 'ids of requests (default: all)')
    .option('--dry-run', 'only say what would be let in');
  withQuarantineOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((requests: readonly string[], options: Options) => release(requests, options, terminal));
}

async function release(requests: readonly string[], options: Options, terminal: Terminal): Promise<void> {
  const { out, err, directory } = terminal;
  const opened = await openQuarantine(directory, options);
  const entries = await selectRequests(opened, requests, options, terminal);
  if (entries.length === 0 && !options.json)
    return err.write(`no such request in the quarantine of ${opened.deployment.name}`);
  const parts = await openRecheck(opened);
  const checked = await checkKept(entries, opened, parts, terminal);
  err.write(plan(checked, opened));
  if (options.dryRun) {
    const verdicts = () => checkedTable(checked, 'NOW', ({ stays }) => stays ?? 'releasable', out.colors);
    return out.write(options.json ? JSON.stringify(checked.map(checkedView)) : verdicts());
  }

  const released = await releaseAudited(checked, opened, parts, requests, options, terminal);
  if (options.json) out.write(JSON.stringify(released.map((one) => ({ ...checkedView(one), outcome: one.outcome }))));
  else out.write(checkedTable(released, 'OUTCOME', ({ outcome }) => outcome, out.colors));
  judge(released, requests);
}

function plan(checked: readonly Checked[], { deployment }: OpenQuarantine): string {
  const staying = checked.flatMap(({ stays }) => stays ?? []);
  const verify = `${checked.length - staying.length} of ${checked.length} kept requests of ${deployment.name} verify and are to be let in`;
  return staying.length === 0 ? verify : `${verify}; ${staying.length} stay: ${tally(staying)}`;
}

/** Forgeries are no failure of the command, unless they were asked for by name. */
function judge(released: readonly Released[], requests: readonly string[]): void {
  const failures = released.filter(({ outcome }) => FAILURES.includes(outcome));
  if (failures.length > 0)
    throw failed(
      `${failures.length} requests verify but could not be let in, and stay: ${tally(failures.map(outcomeOf))}`,
    );
  const staying = released.filter((one) => requests.includes(one.entry.requestId) && !hasLeft(one));
  if (staying.length > 0)
    throw failed(`${staying.length} of the named requests were not let in: ${tally(staying.map(outcomeOf))}`);
}

const FAILURES: readonly Outcome[] = ['unavailable'];

const outcomeOf = ({ outcome }: Released) => outcome;
