import type { Command } from 'commander';
import { resumed } from '../../core/flow-state.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { changeFlow, type FlowOptions } from '../flow/change-flow.ts';
import { flowView } from '../flow/flow-view.ts';
import type { Terminal } from '../terminal.ts';

const NOTES = `
New events flow within five seconds. One that came during the pause is held for as long as the pause had lasted by then, and
for half an hour at most. A processor that has paused itself is resumed by this too.

Examples:
  breakwater resume record-payment
  breakwater resume record-payment --stack Webhooks`;

/** `breakwater resume`: lets the events of a processor flow again. */
export function addResumeCommand(program: Command, terminal: Terminal): void {
  const { out } = terminal;
  const command = program
    .command('resume')
    .description('let the events of a processor flow again')
    .argument('<processor>', 'whose events are held')
    .option('--config <file>', 'the configuration with the processors (default: the one that runs)')
    .option('--json', 'print the state as JSON');
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action(async (processor: string, options: FlowOptions) => {
      const { before, after } = await changeFlow({ command: 'resume', processor, decide: resumed }, options, terminal);
      if (options.json) return out.write(JSON.stringify({ processor, ...flowView(after) }));
      out.write(before.pause ? `${processor} is flowing again` : `${processor} was not paused`);
    });
}
