import type { Command } from 'commander';
import { pausedBy } from '../../core/flow-state.ts';
import { withDeploymentOptions } from '../deployment-options.ts';
import { changeFlow, type FlowOptions } from '../flow/change-flow.ts';
import { flowText, flowView } from '../flow/flow-view.ts';
import type { Terminal } from '../terminal.ts';

const NOTES = `
Within five seconds no further attempt begins; those that run come to their end. Events are accepted as ever, wait on the
queue for up to 14 days, and lose no attempt. It stays so, through deployments too, until "breakwater resume".

Examples:
  breakwater pause record-payment
  breakwater pause record-payment --stack Webhooks`;

/** `breakwater pause`: holds the events of a processor. */
export function addPauseCommand(program: Command, terminal: Terminal): void {
  const { out } = terminal;
  const command = program
    .command('pause')
    .description('hold the events of a processor; none is lost')
    .argument('<processor>', 'whose events to hold')
    .option('--config <file>', 'the configuration with the processors (default: the one that runs)')
    .option('--json', 'print the state as JSON');
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action(async (processor: string, options: FlowOptions) => {
      const decide = (state: Parameters<typeof pausedBy>[0], who: string) => pausedBy(state, who, Date.now());
      const { after } = await changeFlow({ command: 'pause', processor, decide }, options, terminal);
      if (options.json) return out.write(JSON.stringify({ processor, ...flowView(after) }));
      out.write(`${processor} is ${flowText(after)}`);
    });
}
