import type { Command } from 'commander';
import type { FlowState } from '../../core/flow-state.ts';
import { inParallel } from '../../core/in-parallel.ts';
import { openDesk } from '../dead-letters/desk.ts';
import { findDeployment } from '../deployment.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import type { FlowOptions } from '../flow/change-flow.ts';
import { flowText, flowView } from '../flow/flow-view.ts';
import { type Remains, retiredText, retiredView } from '../flow/retired-view.ts';
import { knownProcessor } from '../known-processor.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const AT_ONCE = 8;

const NOTES = `
The counts are SQS's, and about right. Held are events that are worked on, and those that wait for a further attempt or for
the end of a pause. A processor that is retired may be taken out of the configuration once nothing is left on its queues.

Examples:
  breakwater status
  breakwater status record-payment --stack Webhooks --json`;

/** `breakwater status`: whether events flow to the processors, and how many wait. */
export function addStatusCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('status')
    .description('show whether events flow to the processors, and how many wait')
    .argument('[processor]', 'which one (default: all)')
    .option('--config <file>', 'the configuration with the processors (default: the one that runs)')
    .option('--json', 'print a JSON array');
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action((processor: string | undefined, options: FlowOptions) => showStatus(processor, options, terminal));
}

async function showStatus(name: string | undefined, options: FlowOptions, { out, directory }: Terminal): Promise<void> {
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  const processors = name === undefined ? Object.values(webhooks.processors) : [knownProcessor(webhooks, name)];
  const { openFlow } = await import('../../lambda/aws/flow.ts');
  const flow = openFlow(deployment.ledgerTable, deployment.aws);
  const found = await inParallel(processors, AT_ONCE, async (processor) => {
    const desk = await openDesk(deployment, processor, new AbortController().signal);
    const [state, queue, dead] = await Promise.all([
      flow.read(processor.name),
      desk.contents.count(desk.queueUrl),
      desk.contents.count(desk.deadLetterQueueUrl),
    ]);
    return {
      processor: processor.name,
      retired: processor.retired,
      state,
      waiting: queue.visible,
      held: queue.held,
      dead: dead.visible + dead.held,
    };
  });
  if (options.json) return out.write(JSON.stringify(found.map(viewOf)));
  const rows = found.map(({ processor, state, ...counts }) => [
    processor,
    String(counts.waiting),
    String(counts.held),
    String(counts.dead),
    counts.retired ? `${flowText(state)}; ${retiredText(counts)}` : flowText(state),
  ]);
  out.write(table(['processor', 'waiting', 'held', 'dead letters', 'flow'], rows, out.colors));
}

interface Found extends Remains {
  readonly processor: string;
  readonly retired: true | undefined;
  readonly state: FlowState;
}

const viewOf = ({ processor, retired, state, waiting, held, dead }: Found) => ({
  processor,
  ...flowView(state),
  waiting,
  held,
  deadLetters: dead,
  ...(retired && retiredView({ waiting, held, dead })),
});
