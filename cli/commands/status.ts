import type { Command } from 'commander';
import { ARCHIVE } from '../../core/archive.ts';
import type { Webhooks } from '../../core/index.ts';
import { failed } from '../cli-error.ts';
import { type Deployment, findDeployment } from '../deployment.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import type { FlowOptions } from '../flow/change-flow.ts';
import { knownProcessor } from '../known-processor.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { commandLine, needsOf, verdict, type WholeStatus } from '../status/needs.ts';
import {
  PROCESSOR_HEADS,
  processorRow,
  processorStatuses,
  processorView,
  remainsOf,
} from '../status/processor-status.ts';
import { SOURCE_HEADS, sourceRow, sourceStatuses } from '../status/source-status.ts';
import { table } from '../table.ts';
import type { Output, Terminal } from '../terminal.ts';

const NOTES = `
The counts are SQS's, and about right. Held are events that are worked on, and those that wait for a further attempt or for
the end of a pause. A processor that is retired may be taken out of the configuration once nothing is left on its queues.

Exit codes: 0 all is well, 1 something needs you (or could not be read), 2 wrong use. With a PROCESSOR it only shows.

Examples:
  breakwater status
  breakwater status --stack Webhooks --json || notify-oncall
  breakwater status record-payment --stack Webhooks --json`;

/** `breakwater status`: everything at a glance, or how one processor is. */
export function addStatusCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('status')
    .description('show how everything is, and what needs you; or how one processor is')
    .argument('[processor]', 'only whether events flow to this one, and how many wait')
    .option('--config <file>', 'the configuration (default: the one that runs)')
    .option('--json', 'print a JSON object; of one processor, an array');
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action((processor: string | undefined, options: FlowOptions) => showStatus(processor, options, terminal));
}

async function showStatus(name: string | undefined, options: FlowOptions, { out, directory }: Terminal): Promise<void> {
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  if (name !== undefined) {
    const [found] = await processorStatuses(deployment, [knownProcessor(webhooks, name)]);
    if (!found) return;
    const shown = table(PROCESSOR_HEADS, [processorRow(found)], out.colors);
    return out.write(options.json ? JSON.stringify([processorView(found)]) : shown);
  }
  const status = await readStatus(deployment, webhooks);
  const needs = needsOf(status).map(({ what, command }) => ({ what, command: commandLine(command, options) }));
  if (options.json) {
    const { sources, processors, archive } = status;
    const views = {
      sources,
      processors: processors.map(processorView),
      ...(archive && { archive: archiveView(archive) }),
    };
    out.write(JSON.stringify({ deployment: deployment.name, well: needs.length === 0, needs, ...views }));
  } else {
    out.write([describe(status, out.colors), '', verdictLine(needs, deployment, out.colors)].join('\n'));
    for (const { what, command } of needs) out.write(`  ${what}\n    ${out.colors.dim(command)}`);
  }
  // It has been said what is wrong: the exit code is for scripts.
  if (needs.length > 0) throw failed('');
}

async function readStatus(deployment: Deployment, webhooks: Webhooks): Promise<WholeStatus> {
  const [sources, processors, archive] = await Promise.all([
    sourceStatuses(deployment, Object.values(webhooks.sources)),
    processorStatuses(deployment, Object.values(webhooks.processors)),
    webhooks.archive && remainsOf(deployment, { name: ARCHIVE, redrive: 'safe' }),
  ]);
  return { sources, processors, archive };
}

const archiveView = ({ waiting, held, dead }: NonNullable<WholeStatus['archive']>) => ({
  waiting,
  held,
  deadLetters: dead,
});

function describe({ sources, processors, archive }: WholeStatus, colors: Output['colors']): string {
  const receivers = processors.map(processorRow);
  const archived = archive && ['archive', archive.waiting, archive.held, archive.dead, ''].map(String);
  return [
    table(SOURCE_HEADS, sources.map(sourceRow), colors),
    '',
    table(PROCESSOR_HEADS, archived ? [...receivers, archived] : receivers, colors),
  ].join('\n');
}

function verdictLine(needs: Parameters<typeof verdict>[0], { name }: Deployment, colors: Output['colors']): string {
  const paint = needs.length === 0 ? colors.green : colors.yellow;
  return `${paint(verdict(needs))} ${colors.dim(`(${name})`)}`;
}
