import type { Command } from 'commander';
import type { AuditRecord } from '../../core/audit.ts';
import { type DeploymentOptions, findDeployment } from '../deployment.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import { parseSince } from '../events/parse-since.ts';
import { localTime } from '../paint.ts';
import { table } from '../table.ts';
import type { Output, Terminal } from '../terminal.ts';

interface Options extends DeploymentOptions {
  readonly since?: string;
  readonly limit: number;
  readonly json?: boolean;
}

const EXAMPLES = `
A record is kept for 400 days. One that says "begun" is of a command that still runs, or was killed.

Examples:
  breakwater audit --since 7d
  breakwater audit --stack Webhooks --json`;

/** `breakwater audit`: what operators have done. */
export function addAuditCommand(program: Command, { out, err }: Terminal): void {
  const command = program
    .command('audit')
    .description('list what operators have done, newest first')
    .option('--since <time>', 'only begun since then: 90s, 15m, 1h, 7d, or a date', (text) =>
      parseSince(text, Date.now()),
    )
    .option('--limit <n>', 'at most so many', parseCount, 20)
    .option('--json', 'print a JSON array');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const deployment = await findDeployment(options);
      // The SDK takes longer to load than everything else here together.
      const { openAuditLog } = await import('../../lambda/aws/audit-log.ts');
      const records = await openAuditLog(deployment.ledgerTable, deployment.aws).list(options);
      if (options.json) return out.write(JSON.stringify(records));
      if (records.length === 0) return err.write(`no operation on ${deployment.name} was recorded`);
      out.write(auditTable(records, out.colors));
    });
}

const COLORS = { begun: 'dim', done: 'green', stopped: 'yellow', failed: 'red' } as const;

function auditTable(records: readonly AuditRecord[], colors: Output['colors']): string {
  const rows = records.map(({ startedAt, who, command, on = '', options, counts, ended, error }) => [
    localTime(new Date(startedAt)),
    who,
    [command, on].filter(Boolean).join(' '),
    list(options),
    [colors[COLORS[ended]](ended), list(counts)].filter(Boolean).join(' ') + (error ? `: ${error}` : ''),
  ]);
  return table(['BEGUN', 'WHO', 'WHAT', 'OPTIONS', 'ENDED'], rows, colors);
}

const list = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
