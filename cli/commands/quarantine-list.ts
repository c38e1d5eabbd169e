import type { Command } from 'commander';
import type { QuarantineEntry } from '../../core/quarantine.ts';
import { parseCount } from '../deployment-options.ts';
import { newestKept } from '../quarantine/newest-kept.ts';
import { openQuarantine, type QuarantineOptions, withQuarantineOptions } from '../quarantine/open-quarantine.ts';
import { entryTable, entryView } from '../quarantine/quarantine-view.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends QuarantineOptions {
  readonly limit: number;
}

const EXAMPLES = `
Examples:
  breakwater quarantine list --source stripe --since 1h
  breakwater quarantine list --cause stale-timestamp --stack Webhooks --json`;

/** `breakwater quarantine list`: the newest requests that were refused and kept. */
export function addQuarantineListCommand(quarantine: Command, { out, err, directory }: Terminal): void {
  const command = quarantine
    .command('list')
    .description('list the newest requests that were refused and kept, newest first')
    .option('--limit <n>', 'at most so many', parseCount, 20);
  withQuarantineOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const { deployment, store, sources } = await openQuarantine(directory, options);
      const { cause, since, tenant, limit } = options;
      const matches = (entry: QuarantineEntry) =>
        (cause === undefined || entry.cause === cause) && (tenant === undefined || entry.tenant === tenant);
      const entries = await newestKept(store, { sources, since, limit, matches, now: Date.now() });
      if (options.json) return out.write(JSON.stringify(entries.map(entryView)));
      if (entries.length === 0) return err.write(`no such request in the quarantine of ${deployment.name}`);
      out.write(entryTable(entries, out.colors));
    });
}
