import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { withDeploymentOptions } from '../deployment-options.ts';
import { type EventChange, followEvents } from '../events/follow-events.ts';
import { type EventsOptions, openEvents } from '../events/open-events.ts';
import { interruption } from '../interruption.ts';
import { localTime, paintStatus } from '../paint.ts';
import type { Output, Terminal } from '../terminal.ts';

interface Options extends EventsOptions {
  readonly json?: boolean;
}

/** Looking costs 16 small queries a source: nothing on a laptop, some cents an hour in AWS. */
const PAUSE_MS = { local: 300, deployed: 2000 };

const EXAMPLES = `
Examples:
  breakwater events tail
  breakwater events tail --source stripe --json | jq .type`;

/** `breakwater events tail`: what happens from now on, until Ctrl-C. */
export function addEventsTailCommand(events: Command, { out, err, directory, environment }: Terminal): void {
  const command = events
    .command('tail')
    .description('follow new events and changes of their state, until Ctrl-C')
    .option('--source <name>', 'only of this source')
    .option('--tenant <name>', 'only of this tenant')
    .option('--config <file>', 'the configuration that names the sources (default: the one that runs)')
    .option('--json', 'print a JSON object for each change, a line each');
  withDeploymentOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const interrupted = interruption(environment);
      const { deployment, ...opened } = await openEvents(directory, options);
      err.write(err.colors.dim(`following ${deployment.name} (Ctrl-C ends)`));
      const pauseMs = deployment.isLocal ? PAUSE_MS.local : PAUSE_MS.deployed;
      const pause = () => wait(pauseMs, true, { signal: interrupted }).catch(() => false);
      for await (const change of followEvents({ ...opened, now: Date.now, pause }))
        for (const line of options.json ? [JSON.stringify(change.event)] : describe(change, out.colors))
          out.write(line);
    });
}

function describe({ event, isNew, processors }: EventChange, colors: Output['colors']): string[] {
  const { source, type, id } = event;
  const time = colors.dim(localTime(new Date()));
  const changes = processors.flatMap((name) => {
    const view = event.processors[name];
    return view ? [`${time}       ${name} ${paintStatus(view, colors)} [${id}]`] : [];
  });
  return [...(isNew ? [`${time}   --> ${colors.bold(type)} [${id}] ${source}`] : []), ...changes];
}
