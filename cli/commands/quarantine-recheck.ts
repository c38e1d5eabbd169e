import type { Command } from 'commander';
import { checkKept, openRecheck } from '../quarantine/check-kept.ts';
import {
  openQuarantine,
  type QuarantineOptions,
  selectRequests,
  withQuarantineOptions,
} from '../quarantine/open-quarantine.ts';
import { checkedTable, checkedView, entryTable, entryView } from '../quarantine/quarantine-view.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends QuarantineOptions {
  readonly dryRun?: boolean;
}

const EXAMPLES = `
A timestamp is judged by when the request was received: it does not become stale here. Nothing is changed.

Examples:
  breakwater quarantine recheck --source stripe
  breakwater quarantine recheck JKJaXmPLvHcESHA= --stack Webhooks --json`;

/** `breakwater quarantine recheck`: whether kept requests would be accepted now. */
export function addQuarantineRecheckCommand(quarantine: Command, terminal: Terminal): void {
  const command = quarantine
    .command('recheck')
    .description("verify kept requests again, with today's secrets")
    .argument('[request...]', 'ids of requests (default: all)')
    .option('--dry-run', 'only say which requests would be verified again');
  withQuarantineOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((requests: readonly string[], options: Options) => recheck(requests, options, terminal));
}

async function recheck(requests: readonly string[], options: Options, terminal: Terminal): Promise<void> {
  const { out, err, directory } = terminal;
  const opened = await openQuarantine(directory, options);
  const entries = await selectRequests(opened, requests, options, terminal);
  if (entries.length === 0 && !options.json)
    return err.write(`no such request in the quarantine of ${opened.deployment.name}`);
  if (options.dryRun)
    return out.write(options.json ? JSON.stringify(entries.map(entryView)) : entryTable(entries, out.colors));
  const checked = await checkKept(entries, opened, await openRecheck(opened), terminal);
  if (options.json) return out.write(JSON.stringify(checked.map(checkedView)));
  out.write(checkedTable(checked, 'NOW', ({ stays }) => stays ?? 'releasable', out.colors));
}
